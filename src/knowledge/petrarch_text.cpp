// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/utf8.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

constexpr std::size_t kMostRemarks = 100;

std::string_view eat_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::string without_comment(std::string_view line, bool& inside) {
  std::string kept;
  while (!line.empty()) {
    const std::size_t mark = line.find(inside ? "-->" : "<!");
    if (!inside) kept += line.substr(0, mark);
    if (mark == std::string_view::npos) break;
    line.remove_prefix(mark + (inside ? 3 : 2));
    inside = !inside;
  }
  kept.resize(std::min(kept.size(), kept.find_first_of("#;")));
  while (!kept.empty() && (kept.back() == ' ' || kept.back() == '\t' || kept.back() == '\r')) kept.pop_back();
  return kept;
}

std::optional<std::string> bracketed(std::string_view line) {
  const std::size_t close = line.rfind(']');
  const std::size_t open = line.rfind('[', close);
  if (close == std::string_view::npos || open == std::string_view::npos) return {};
  return std::string(trim(line.substr(open + 1, close - open - 1)));
}

std::string spaced(std::string_view phrase) {
  std::string text(phrase);
  std::replace(text.begin(), text.end(), '_', ' ');
  return squeeze(text);
}

void note(DictionaryFile& file, std::size_t line, std::string found, std::string expected) {
  if (file.remarks.size() >= kMostRemarks) return;
  file.remarks.push_back({"knowledge", file.path.string() + ":" + std::to_string(line), std::move(found), std::move(expected)});
}

// A verb dictionary has blocks ("--- NAME [code] ---"), an agent dictionary codes with "~", an actor
// dictionary codes without. Issues have names in brackets ("[HUMAN_RIGHTS]").
DictionaryKind kind_of_dictionary(std::string_view text) {
  std::size_t blocks = 0, tildes = 0, codes = 0, others = 0, lines = 0;
  bool inside = false;
  while (!text.empty()) {
    const std::string line = without_comment(eat_line(text), inside);
    if (line.empty()) continue;
    ++lines;
    if (line.starts_with("---") && line.size() > 6 && line.ends_with("---")) ++blocks;
    if (const auto code = bracketed(line))
      ++(code->find('_') != std::string::npos ? others : code->find('~') == std::string::npos ? codes : tildes);
  }
  if (blocks > 0) return DictionaryKind::kVerbs;
  if (tildes > codes) return DictionaryKind::kAgents;
  // Synonyms of actors have no code of their own, but there are seldom ten to one name.
  return codes > others && codes * 10 >= lines ? DictionaryKind::kActors : DictionaryKind::kOther;
}

}  // namespace brink
