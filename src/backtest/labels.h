// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "backtest/outcomes.h"

namespace brink {

// Whether a scenario came true after a day, and before it.
class Labels {
 public:
  Labels(const Watch& watch, const std::vector<CameTrue>& outcomes);

  // Within (day, day + horizon].
  bool comes(std::size_t scenario, Day day) const;
  // Within (day - horizon, day].
  bool came(std::size_t scenario, Day day) const;
  const std::vector<Day>& days(std::size_t scenario) const { return days_[scenario]; }

 private:
  bool any_between(std::size_t scenario, Day after, Day until) const;

  std::vector<std::vector<Day>> days_;  // by scenario, in order
  std::vector<int> horizon_;
};

}  // namespace brink
