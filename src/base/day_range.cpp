// SPDX-License-Identifier: Apache-2.0
#include "base/day_range.h"

#include "base/iso_time.h"

namespace brink {
namespace {

using namespace std::chrono;

// `text` as a number when it is made of digits alone; -1 otherwise.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? -1 : value;
}

}  // namespace

std::optional<DayRange> read_day_range(std::string_view date) {
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return {};
  const int y = digits(date.substr(0, 4));
  if (date.size() == 4) {
    const auto first = make_day(y, 1, 1), last = make_day(y, 12, 31);
    if (!first || !last) return {};
    return DayRange{*first, *last};
  }
  const int m = digits(date.substr(5, 2));
  if (date[4] != '-') return {};
  if (date.size() == 7) {
    const auto first = make_day(y, m, 1);
    if (!first) return {};
    const year_month_day_last last(year(y), month_day_last(month(static_cast<unsigned>(m))));
    return DayRange{*first, sys_days(last)};
  }
  const auto day = date[7] == '-' ? make_day(y, m, digits(date.substr(8, 2))) : std::nullopt;
  if (!day) return {};
  return DayRange{*day, *day};
}

std::optional<DayRange> read_day_range(std::string_view date, std::string_view precision) {
  auto range = read_day_range(date);
  if (range && precision == "week" && range->first == range->last) range->last += days(6);
  return range;
}

}  // namespace brink
