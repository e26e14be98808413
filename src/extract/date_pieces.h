// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace brink {

constexpr int kFirstYear = 1970, kLastYear = 2100;  // of dates that are believed

// A number, word or mark of a text that is searched for dates.
struct DatePiece {
  enum Kind { kNumber, kWord, kMark } kind;
  std::string_view text;
  int value = 0;       // of a number
  int digits = 0;      // of a number
  char mark = 0;       // of an ASCII mark
  bool glued = false;  // stands at the piece before it without a blank
};

// Cuts text into numbers, words and marks; blanks part them.
std::vector<DatePiece> date_pieces(std::string_view text);

bool is_mark(const DatePiece& p, std::string_view any);  // an ASCII mark, one of `any`
bool is_short_number(const DatePiece& p, int most);      // one or two digits, 1 to `most`
bool is_year(const DatePiece& p);

// The value of the decimal digit at `at` (ASCII, Arabic, Persian or full width), whose length goes
// to `bytes`; -1 for anything else.
int digit_at(std::string_view text, std::size_t at, std::size_t& bytes);

// A run of digits. The value holds the first eight.
struct Digits {
  int value = 0, count = 0;
  std::size_t end = 0;
};
Digits read_digits(std::string_view text, std::size_t at);

}  // namespace brink
