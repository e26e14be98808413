// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/day_range.h"
#include "brink/result.h"
#include "brink/time.h"

namespace brink {

// Days asked for, open where nothing was said.
struct AskedDays {
  std::optional<Day> since, until;
};

// Of a question's `since` and `until`. Error for what is no day, month or year.
Result<AskedDays> asked_days(const std::string& since, const std::string& until);

// Of one `field` of it; nothing when it is empty.
Result<std::optional<DayRange>> asked_day(const std::string& day, const char* field);

// No event's date is less certain than a year, so that its last day bounds its first.
inline constexpr std::int64_t kLongestDate = 366;

}  // namespace brink
