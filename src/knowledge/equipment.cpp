// SPDX-License-Identifier: Apache-2.0
#include "knowledge/equipment.h"

#include <algorithm>

#include "knowledge/table.h"

namespace brink {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "Su-34M" -> "Su-#" and "34M".
struct Pattern {
  std::string key, filling;
};
Pattern pattern_of(std::string_view text) {
  Pattern pattern;
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return {std::string(text), ""};
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  std::size_t letters = end;
  while (letters < text.size() && letters < end + 2 && is_letter(text[letters])) ++letters;
  if (letters == text.size()) end = letters;
  pattern.key = std::string(text.substr(0, begin)) + "#" + std::string(text.substr(end));
  pattern.filling = text.substr(begin, end - begin);
  return pattern;
}

// How the tables write it: no blanks around hyphens.
void append(std::string& text, std::string_view form) {
  const bool tight = text.empty() || text.back() == '-' || form.front() == '-';
  if (!tight) text += ' ';
  text += form;
}

}  // namespace

Result<Equipment> Equipment::read(const std::filesystem::path& dir,
                                  const std::filesystem::path& overlay) {
  Equipment equipment;
  Result<Table> table = Table::read(dir, overlay, "equipment.tsv", {"pattern", "name"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto pieces = 1 + std::count_if(row[0].begin(), row[0].end(),
                                          [](char c) { return c == ' ' || c == '-'; });
    // A tokenizer may make "-" a token of its own.
    equipment.most_tokens_ = std::max(equipment.most_tokens_, 2 * static_cast<std::size_t>(pieces));
    equipment.names_[std::string(row[0])] = std::string(row[1]);
  }
  return equipment;
}

const std::string* Equipment::find(std::string_view key) const {
  const auto it = names_.find(std::string(key));
  return it == names_.end() ? nullptr : &it->second;
}

std::vector<std::string> Equipment::named_in(std::span<const Token> tokens) const {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t next = i + 1;
    std::string best, text;
    for (std::size_t end = i; end < tokens.size() && end < i + most_tokens_; ++end) {
      if (tokens[end].form.empty() || tokens[end].form.size() > 40) break;
      append(text, tokens[end].form);
      const Pattern pattern = pattern_of(text);
      const std::string* name = find(pattern.key);
      if (!name) name = find(text);
      if (!name) continue;
      best = *name;
      if (const std::size_t gap = best.find('#'); gap != std::string::npos)
        best.replace(gap, 1, pattern.filling);
      next = end + 1;
    }
    if (!best.empty() && std::find(found.begin(), found.end(), best) == found.end())
      found.push_back(best);
    i = next;
  }
  return found;
}

}  // namespace brink
