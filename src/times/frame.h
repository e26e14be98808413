// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "times/meaning.h"

namespace brink::times {

using Given = std::optional<Meaning>;
using Parts = std::span<const Meaning>;

// What an operation sees.
struct Frame {
  const Match& match;
  const Scene& scene;
  Parts parts;
  std::string_view argument;

  const Reading* get(Element element) const { return match.get(element); }
  bool has_today() const { return scene.today.has_value(); }
  Day today() const { return scene.today.value_or(Day{}); }
  const Atom& first_atom() const { return scene.atoms[match.begin]; }
  std::string_view word_behind() const {
    return match.begin ? std::string_view(scene.atoms[match.begin - 1].lower) : "";
  }
  std::string_view word_ahead() const {
    return match.end < scene.atoms.size() ? std::string_view(scene.atoms[match.end].lower) : "";
  }
  // The day that "that week", "the next month" and the like count from.
  std::optional<Day> base() const {
    return scene.spoken && scene.spoken->first ? scene.spoken->first : scene.today;
  }
  // The day of a bare "10 p.m.".
  std::optional<Day> clock_day() const { return scene.day ? scene.day : scene.today; }
  // Steps of "last", "this", "next"; the argument's where the words hold none.
  int steps() const {
    if (const Reading* which = get(Element::kWhich)) return static_cast<int>(which->number);
    if (const Reading* which = get(Element::kWhichRef)) return static_cast<int>(which->number);
    return number_in(argument);
  }
  static int number_in(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
};

// Meanings that are dates.
Meaning date(std::string value, Grain grain, std::optional<Day> first = {});
Meaning on_day(Day day);
Meaning in_week(Day day);
Meaning in_weekend(Day day);
Meaning in_month(int index);    // as month_index counts
Meaning in_quarter(int index);  // the quarter of that month
Meaning in_year(int year);
Meaning in_decade(int year);
Meaning in_century(int number);             // the 20th: 19XX
Meaning reference(std::string_view value);  // "PAST_REF"

// The unit that the words, else the argument ("0 W"), name: "D", "TH"; "" for none.
std::string_view unit_of(const Frame& f);
Grain grain_of(std::string_view unit);

// The stretch of that grain which lies `steps` from the one around `day`.
Meaning stretch(Grain grain, Day day, int steps);

// The day of a month that the words name; 0 for none.
int day_number(const Frame& f);

// The year that the words name, by itself or within a part ("last year").
std::optional<int> year_named(const Frame& f);

}  // namespace brink::times
