// SPDX-License-Identifier: Apache-2.0
#include "times/frame.h"

#include <fmt/format.h>

#include <cmath>

#include "times/calendar.h"

namespace brink::times {

using std::chrono::days;

Meaning date(std::string value, Grain grain, std::optional<Day> first) {
  return {TimexType::kDate, std::move(value), grain, first};
}

Meaning on_day(Day day) { return date(day_value(day), Grain::kDay, day); }
Meaning in_week(Day day) { return date(week_value(day), Grain::kWeek, monday_of(day)); }
Meaning in_month(int index) {
  return date(month_value(index), Grain::kMonth, first_of_month(index));
}
Meaning in_quarter(int index) {
  return date(quarter_value(index), Grain::kQuarter, first_of_month(index - index % 3));
}
Meaning in_year(int year) {
  return date(year_value(year), Grain::kYear, first_of_month(12 * year));
}
Meaning in_decade(int year) {
  return date(decade_value(year), Grain::kDecade, first_of_month(12 * (year - year % 10)));
}
Meaning in_weekend(Day day) {
  const Day monday = monday_of(day);
  return date(week_value(monday) + "-WE", Grain::kWeekend, monday + days(5));
}
Meaning in_century(int number) {  // the 20th: 19XX
  return date(fmt::format("{:02}XX", number - 1), Grain::kCentury,
              first_of_month(1200 * (number - 1)));
}

Meaning reference(std::string_view value) { return date(std::string(value), Grain::kNone); }

std::string_view unit_of(const Frame& f) {
  if (const Reading* unit = f.get(Element::kUnit)) return unit->text;
  if (const Reading* units = f.get(Element::kUnits)) return units->text;
  const std::size_t blank = f.argument.find(' ');  // "0 W"
  return blank == std::string_view::npos ? std::string_view() : f.argument.substr(blank + 1);
}

Grain grain_of(std::string_view unit) {
  if (unit == "D") return Grain::kDay;
  if (unit == "W" || unit == "F") return Grain::kWeek;
  if (unit == "WE") return Grain::kWeekend;
  if (unit == "M") return Grain::kMonth;
  if (unit == "Q") return Grain::kQuarter;
  if (unit == "Y") return Grain::kYear;
  if (unit == "E") return Grain::kDecade;
  if (unit == "C") return Grain::kCentury;
  return Grain::kTime;
}

Meaning stretch(Grain grain, Day day, int steps) {
  switch (grain) {
    case Grain::kDay:
      return on_day(day + days(steps));
    case Grain::kWeek:
      return in_week(day + days(7 * steps));
    case Grain::kWeekend:
      return in_weekend(day + days(7 * steps));
    case Grain::kMonth:
      return in_month(month_index(day) + steps);
    case Grain::kQuarter:
      return in_quarter(month_index(day) + 3 * steps);
    case Grain::kDecade:
      return in_decade(year_of(day) + 10 * steps);
    case Grain::kCentury:
      return in_century((year_of(day) - 1) / 100 + 1 + steps);
    default:
      return in_year(year_of(day) + steps);
  }
}

namespace {

bool is_day_number(const Reading* reading) {
  return reading && reading->number >= 1 && reading->number <= 31 &&
         reading->number == std::floor(reading->number) && reading->text.size() <= 2 + 2;
}

}  // namespace

int day_number(const Frame& f) {
  for (const Element element : {Element::kDigits, Element::kOrdinal})
    if (const Reading* reading = f.get(element); is_day_number(reading))
      return static_cast<int>(reading->number);
  return 0;
}

std::optional<int> year_named(const Frame& f) {
  if (f.match.year) return f.match.year;
  for (const Meaning& part : f.parts)
    if (part.grain == Grain::kYear && part.first) return year_of(*part.first);
  return {};
}

}  // namespace brink::times
