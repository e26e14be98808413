// SPDX-License-Identifier: Apache-2.0
#include "alerts/wording.h"

#include "base/utf8.h"

namespace brink {
namespace {

// Marks that order text differently from how it reads (UAX #9), and ends of lines and paragraphs.
bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
         c == 0x200f || c == 0x061c || c == 0x2028 || c == 0x2029;
}

}  // namespace

std::string plain_line(std::string_view text, std::size_t most) {
  std::string line;
  std::size_t characters = 0;
  bool blank_before = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_hidden(c) || is_blank(c)) {
      if (!blank_before) line += ' ', ++characters;
      blank_before = true;
      continue;
    }
    if (characters >= most) {
      while (!line.empty() && line.back() == ' ') line.pop_back();
      return line + "…";
    }
    append_utf8(line, c);
    ++characters;
    blank_before = false;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace brink
