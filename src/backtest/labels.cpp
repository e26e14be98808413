// SPDX-License-Identifier: Apache-2.0
#include "backtest/labels.h"

#include <algorithm>

namespace brink {

Labels::Labels(const Watch& watch, const std::vector<CameTrue>& outcomes) : days_(watch.scenarios.size()) {
  for (const Scenario& s : watch.scenarios) horizon_.push_back(s.horizon_days);
  for (const CameTrue& o : outcomes) days_[o.scenario].push_back(o.day);
  for (auto& days : days_) std::sort(days.begin(), days.end());
}

bool Labels::any_between(std::size_t scenario, Day after, Day until) const {
  const auto& days = days_[scenario];
  const auto it = std::upper_bound(days.begin(), days.end(), after);
  return it != days.end() && *it <= until;
}

bool Labels::comes(std::size_t scenario, Day day) const {
  return any_between(scenario, day, day + std::chrono::days(horizon_[scenario]));
}

bool Labels::came(std::size_t scenario, Day day) const {
  return any_between(scenario, day - std::chrono::days(horizon_[scenario]), day);
}

}  // namespace brink
