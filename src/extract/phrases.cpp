// SPDX-License-Identifier: Apache-2.0
#include "extract/phrases.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "base/utf8.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kKeyBytes = 2;  // phrases are looked up by their first bytes

struct Phrase {
  std::string_view text;
  std::string_view kind;
};

using Phrases = std::unordered_map<std::string_view, std::vector<Phrase>>;

const Phrases& phrases() {
  static const Phrases table = [] {
    Phrases read;
    for (const auto& row : extract_rows("phrases.tsv"))
      read[row[0].substr(0, kKeyBytes)].push_back({row[0], row[1]});
    return read;
  }();
  return table;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) >= 0x80);
}

// "read more" begins "Read more: ..." but not "Read moreover".
bool begins_with(std::string_view line, std::string_view phrase) {
  if (!line.starts_with(phrase)) return false;
  if (line.size() == phrase.size() || !is_word_byte(phrase.back())) return true;
  // A phrase of a script without blanks ends anywhere.
  return static_cast<unsigned char>(phrase.back()) >= 0x80 || !is_word_byte(line[phrase.size()]);
}

// Bullets, arrows, quotes and brackets in front say nothing.
std::string_view without_leading_marks(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(line, at);
    const bool is_mark = (c < 0x80 && !is_word_byte(static_cast<char>(c))) || c == 0xAB ||
                         c == 0xBB || c == 0xB7 || (c >= 0x2010 && c <= 0x2BFF) ||
                         (c >= 0x3008 && c <= 0x3011);
    if (!is_mark) return line.substr(from);
  }
  return {};
}

}  // namespace

LineJudgement judge_line(std::string_view text) {
  LineJudgement judgement;
  const std::string folded = fold_case(text.substr(0, 120));
  for (const std::string_view line : {std::string_view(folded), without_leading_marks(folded)}) {
    const auto found = phrases().find(line.substr(0, kKeyBytes));
    if (found == phrases().end()) continue;
    for (const Phrase& phrase : found->second)
      if (begins_with(line, phrase.text)) {
        judgement.is_line |= phrase.kind == "line";
        judgement.is_tail |= phrase.kind == "tail";
        judgement.is_byline |= phrase.kind == "byline";
      }
  }
  return judgement;
}

}  // namespace brink
