// SPDX-License-Identifier: Apache-2.0
#include "exchange/written_dates.h"

#include <array>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "exchange/cells.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

int month_named(std::string_view word) {
  const std::string lower = ascii_lower(word.substr(0, 3));
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (lower == kMonths[i]) return static_cast<int>(i) + 1;
  return 0;
}

DatedCell on(Day day) { return {to_iso(day), "day"}; }

// The three numbers in the order in which they are written; a month's name says where the month is.
std::optional<Day> of_three(const std::vector<std::string>& parts, Mapping::DateOrder order) {
  std::array<int, 3> n{};
  int named = -1;
  for (std::size_t i = 0; i < 3; ++i) {
    if (const int month = month_named(parts[i])) {
      named = static_cast<int>(i), n[i] = month;
    } else {
      const auto number = whole_number_of(parts[i]);
      if (!number || *number < 0 || *number > 9999) return {};
      n[i] = static_cast<int>(*number);
    }
  }
  if (named == 0) return make_day(n[2], n[0], n[1]);
  if (named == 1) return n[0] > 31 ? make_day(n[0], n[1], n[2]) : make_day(n[2], n[1], n[0]);
  if (parts[0].size() == 4 || order == Mapping::DateOrder::kYearFirst) return make_day(n[0], n[1], n[2]);
  return order == Mapping::DateOrder::kDayFirst ? make_day(n[2], n[1], n[0]) : make_day(n[2], n[0], n[1]);
}

}  // namespace

std::optional<DatedCell> read_written_date(std::string_view text, Mapping::DateOrder order) {
  if (const auto day = day_of(text)) return on(*day);
  const std::string date = clean(text);
  if (read_day_range(date)) return DatedCell{date, date.size() == 7 ? "month" : "year"};
  const std::vector<std::string> parts = list_of(date, "-/. ,");
  if (parts.size() < 3) return {};
  const auto day = of_three(parts, order);
  if (!day) return {};
  return on(*day);
}

}  // namespace brink
