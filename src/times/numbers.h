// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "times/atoms.h"

namespace brink::times {

// A number as texts write it, beginning at an atom.
struct Number {
  std::size_t end = 0;  // the atom behind it
  double value = 0;
  bool vague = false;   // "a few", "several", "12 to 18": TIMEX3's X
};

// "two", "a", "a few", "a couple of", "1,500", "2 1/2", "two and a half", "twenty-four", "a hundred",
// "two or three", "12 to 18". Nothing when there is none.
std::optional<Number> read_number(std::span<const Atom> atoms, std::size_t at);

// "1998", "'98", "nineteen ninety-eight", "two thousand and one". `value` is the year.
std::optional<Number> read_year(std::span<const Atom> atoms, std::size_t at);

// "10 p.m.", "10:35", "1435 GMT", "5 o'clock", "4 in the morning", with its zone.
struct Clock {
  std::size_t end = 0;
  std::string value;  // "T22:00"
};
std::optional<Clock> read_clock(std::span<const Atom> atoms, std::size_t at);

}  // namespace brink::times
