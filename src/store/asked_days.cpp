// SPDX-License-Identifier: Apache-2.0
#include "store/asked_days.h"

namespace brink {

Result<std::optional<DayRange>> asked_day(const std::string& day, const char* field) {
  if (day.empty()) return std::optional<DayRange>();
  const auto range = read_day_range(day);
  if (!range)
    return Error{"store", field, day, "a day as 2022-01-28, a month as 2022-01 or a year"};
  return range;
}

Result<AskedDays> asked_days(const std::string& since, const std::string& until) {
  const auto first = asked_day(since, "since"), last = asked_day(until, "until");
  if (!first) return first.error();
  if (!last) return last.error();
  AskedDays asked;
  if (*first) asked.since = (*first)->first;
  if (*last) asked.until = (*last)->last;
  return asked;
}

}  // namespace brink
