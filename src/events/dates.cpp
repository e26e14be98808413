// SPDX-License-Identifier: Apache-2.0
#include "events/dates.h"

#include <algorithm>

#include "base/iso_time.h"

namespace brink {
namespace {

// How much of "2022-01-28" a date of that precision shows; 0: it dates nothing.
std::size_t shown(TimexGrain grain) {
  switch (grain) {
    case TimexGrain::kTime:
    case TimexGrain::kDay:
    case TimexGrain::kWeek:
    case TimexGrain::kWeekend: return 10;
    case TimexGrain::kMonth: return 7;
    case TimexGrain::kQuarter:
    case TimexGrain::kSeason:
    case TimexGrain::kHalf:
    case TimexGrain::kYear: return 4;
    default: return 0;
  }
}

std::string precision_of(TimexGrain grain) {
  if (grain == TimexGrain::kWeek || grain == TimexGrain::kWeekend) return "week";
  const std::size_t digits = shown(grain);
  return digits == 10 ? "day" : digits == 7 ? "month" : "year";
}

}  // namespace

std::vector<DateMention> dates_of(std::span<const Timex> times, std::uint32_t sentence) {
  std::vector<DateMention> dates;
  auto it = std::lower_bound(times.begin(), times.end(), sentence,
                             [](const Timex& timex, std::uint32_t s) { return timex.sentence < s; });
  for (; it != times.end() && it->sentence == sentence; ++it) {
    const std::size_t digits = shown(it->grain);
    if (digits == 0 || !it->first) continue;
    dates.push_back({it->begin, it->end, to_iso(*it->first).substr(0, digits), precision_of(it->grain), *it->first});
  }
  return dates;
}

}  // namespace brink
