// SPDX-License-Identifier: Apache-2.0
#include "knowledge/equipment.h"

#include <algorithm>

#include "knowledge/table.h"

namespace brink {
namespace {

constexpr std::size_t kLongestForm = 40;  // bytes of a token that may be part of a name
constexpr std::size_t kMostLetters = 2;   // behind the last digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "Su-34M" -> "Su-#" and "34M"; "M1A2" -> "M#A#" and "1", "2".
struct Pattern {
  std::string key;
  std::vector<std::string> fillings;
};
Pattern pattern_of(std::string_view text) {
  Pattern pattern;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      pattern.key += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    std::size_t letters = end;
    while (letters < text.size() && letters < end + kMostLetters && is_letter(text[letters]))
      ++letters;
    if (letters == text.size()) end = letters;
    pattern.key += '#';
    pattern.fillings.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return pattern;
}

std::string filled(std::string name, const std::vector<std::string>& fillings) {
  std::size_t at = 0;
  for (const std::string& filling : fillings) {
    const std::size_t gap = name.find('#', at);
    if (gap == std::string::npos) break;
    name.replace(gap, 1, filling);
    at = gap + filling.size();
  }
  return name;
}

// How the tables write it: no blanks around hyphens.
void append(std::string& text, std::string_view form) {
  const bool tight = text.empty() || text.back() == '-' || form.front() == '-';
  if (!tight) text += ' ';
  text += form;
}

std::string_view start_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != ' ' && text[end] != '-' && text[end] != '#' &&
         !is_digit(text[end]))
    ++end;
  return text.substr(0, end);
}

std::string with_small_initial(std::string_view text) {
  std::string small(text);
  if (!small.empty() && small[0] >= 'A' && small[0] <= 'Z')
    small[0] = static_cast<char>(small[0] - 'A' + 'a');
  return small;
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
    std::size_t& most = equipment.starts_[std::string(start_of(row[0]))];
    most = std::max(most, 2 * static_cast<std::size_t>(pieces));
    equipment.names_[std::string(row[0])] = std::string(row[1]);
  }
  return equipment;
}

const std::string* Equipment::find(std::string_view key) const {
  const auto it = names_.find(key);
  return it == names_.end() ? nullptr : &it->second;
}

Equipment::Found Equipment::longest(std::span<const Token> tokens, std::size_t at) const {
  Found found{at, at, {}};
  std::string_view start = start_of(tokens[at].form);
  auto known = starts_.find(start);
  std::string text;
  if (known == starts_.end() && at == 0) {
    text = with_small_initial(tokens[at].form);
    known = starts_.find(start_of(text));
    text.clear();
  }
  if (known == starts_.end()) return found;
  const bool small = known->first != start;
  for (std::size_t end = at; end < tokens.size() && end < at + known->second; ++end) {
    const std::string& form = tokens[end].form;
    if (form.empty() || form.size() > kLongestForm) break;
    append(text, end == at && small ? with_small_initial(form) : form);
    const Pattern pattern = pattern_of(text);
    const std::string* name = find(pattern.key);
    if (!name) name = find(text);
    if (!name) continue;
    found.name = filled(*name, pattern.fillings);
    found.end = end + 1;
  }
  return found;
}

std::vector<Equipment::Found> Equipment::found_in(std::span<const Token> tokens) const {
  std::vector<Found> all;
  for (std::size_t i = 0; i < tokens.size();) {
    Found found = longest(tokens, i);
    i = std::max(found.end, i + 1);
    if (found.end > found.begin) all.push_back(std::move(found));
  }
  return all;
}

std::vector<std::string> Equipment::named_in(std::span<const Token> tokens) const {
  std::vector<std::string> names;
  for (Found& found : found_in(tokens))
    if (std::find(names.begin(), names.end(), found.name) == names.end())
      names.push_back(std::move(found.name));
  return names;
}

}  // namespace brink
