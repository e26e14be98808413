// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "brink/time.h"

namespace brink {

// Days from first to last, both inside.
struct DayRange {
  Day first, last;

  bool overlaps(DayRange other) const { return first <= other.last && other.first <= last; }
  bool operator==(const DayRange&) const = default;
};

// The days that "2022-01-28", "2022-01" or "2022" covers; nothing for any other writing.
std::optional<DayRange> read_day_range(std::string_view date);

// The same for an event's date and its precision ("day", "week", "month", "year"): a week begins on
// the day given.
std::optional<DayRange> read_day_range(std::string_view date, std::string_view precision);

}  // namespace brink
