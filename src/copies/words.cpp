// SPDX-License-Identifier: Apache-2.0
#include "copies/words.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace brink {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Letters beyond ASCII are told by what they are not: marks, signs, blanks.
bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7 || is_blank(c)) return false;
  return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFE00 && c <= 0xFE6F) &&
         !(c >= 0xFF00 && c <= 0xFF20) && c != 0xFFFD && c < 0x1F000;
}

bool stands_alone(char32_t c) { return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x3040 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

bool ends_sentence(char32_t c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == 0x3002; }

}  // namespace

void each_word(std::string_view text, const std::function<void(std::string_view, bool)>& visit) {
  std::string word;
  bool capital = false, opens = true, number = false;  // `opens`: the word begins a sentence
  const auto close = [&] {
    if (word.empty()) return;
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const std::string folded = plain ? ascii_lower(word) : fold_case(word);
    visit(folded, number || (capital && !opens));
    word.clear();
    capital = number = opens = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    // "100,000" and "2.5" are one number, "U.S." is one name, "don't" is one word.
    const bool goes_on = at < text.size() && static_cast<unsigned char>(text[at]) > ' ' &&
                         (is_digit(static_cast<unsigned char>(text[at])) || is_letter(static_cast<unsigned char>(text[at])));
    if (!word.empty() && goes_on && (c == '\'' || c == 0x2019 || c == '.' || (number && c == ','))) continue;
    if (is_letter(c) || is_digit(c)) {
      if (stands_alone(c)) close();
      if (word.empty()) capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x42F);
      number = number || is_digit(c);
      // A word longer than any tongue's is no word; its rest is read as the next.
      word.append(text.substr(begin, at - begin));
      if (stands_alone(c) || word.size() > 200) close();
      continue;
    }
    close();
    if (ends_sentence(c)) opens = true;
  }
  close();
}

}  // namespace brink
