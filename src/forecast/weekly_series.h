// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "forecast/count_model.h"
#include "forecast/dated_acts.h"

namespace brink {

// How often one party did one kind of thing to another, by week.
struct WeeklySeries {
  std::string actor, recipient, type;
  WeeklyCounts counts;
  std::vector<const DatedAct*> acts;  // oldest first, within the weeks
};

// All series of the acts, over weeks of seven days that end on the last act's day, at most `most_weeks` of
// them; a week in which nobody did anything counts as one without reports (-1). The acts must outlive them.
struct WeeklyTable {
  Day last{};  // the last day of the last week
  std::size_t weeks = 0;
  std::vector<WeeklySeries> series;  // by actor, recipient, type
};
WeeklyTable weekly_table(std::span<const DatedAct> acts, std::size_t most_weeks = 1040);

// Keeps the series with the most acts in the first `weeks` weeks, at most `most`, the most first; none without.
void keep_busiest(std::vector<WeeklySeries>& series, std::size_t weeks, std::size_t most);

}  // namespace brink
