// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "brink/time.h"
#include "times/times.h"

namespace brink {

// A day, week, month or year that the text names.
struct DateMention {
  std::uint32_t begin = 0, end = 0;  // tokens
  std::string value;                 // "2022-01-28", "2022-01", "2022"; of a week its Monday
  std::string precision;             // "day", "week", "month", "year"
  Day first{};                       // its first day
};

// What of a document's time expressions can date an act, for one of its sentences: of a time of day
// the day, of a quarter, half or season the year. Durations, sets, decades, and what hangs on a day
// of publication that is not known, date nothing.
std::vector<DateMention> dates_of(std::span<const Timex> times, std::uint32_t sentence);

}  // namespace brink
