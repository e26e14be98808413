// SPDX-License-Identifier: Apache-2.0
#include "forecast/weekly_series.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace brink {
namespace {

// 0 is the last week.
std::size_t weeks_back(Day last, Day day) { return static_cast<std::size_t>((last - day).count() / 7); }

long acts_before(const WeeklySeries& series, std::size_t weeks) {
  long sum = 0;
  for (std::size_t week = 0; week < std::min(weeks, series.counts.size()); ++week) sum += std::max(series.counts[week], 0);
  return sum;
}

}  // namespace

WeeklyTable weekly_table(std::span<const DatedAct> acts, std::size_t most_weeks) {
  WeeklyTable table;
  if (acts.empty()) return table;
  table.last = acts.back().day;
  table.weeks = std::min(most_weeks, weeks_back(table.last, acts.front().day) + 1);
  WeeklyCounts silent(table.weeks, -1);
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const DatedAct*>> by_series;
  for (const DatedAct& act : acts) {
    if (weeks_back(table.last, act.day) >= table.weeks) continue;
    silent[table.weeks - 1 - weeks_back(table.last, act.day)] = 0;
    by_series[{act.actor, act.recipient, act.type}].push_back(&act);
  }
  for (auto& [key, own] : by_series) {
    WeeklySeries series{std::get<0>(key), std::get<1>(key), std::get<2>(key), silent, std::move(own)};
    for (const DatedAct* act : series.acts) ++series.counts[table.weeks - 1 - weeks_back(table.last, act->day)];
    table.series.push_back(std::move(series));
  }
  return table;
}

void keep_busiest(std::vector<WeeklySeries>& series, std::size_t weeks, std::size_t most) {
  std::erase_if(series, [&](const WeeklySeries& s) { return acts_before(s, weeks) == 0; });
  std::ranges::stable_sort(series, std::greater{}, [&](const WeeklySeries& s) { return acts_before(s, weeks); });
  if (series.size() > most) series.erase(series.begin() + static_cast<std::ptrdiff_t>(most), series.end());
}

}  // namespace brink
