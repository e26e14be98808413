// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "forecast/count_model.h"

namespace brink {

inline constexpr std::size_t kLeastLearningWeeks = 16;

// How well a forecaster did, some weeks ahead: means over all series and weeks.
struct CountScore {
  std::string forecaster;  // "brink", "no change", "mean"
  int ahead = 0;
  double crps = 0, log_score = 0;  // less is better; the latter is minus the log probability, in nats
  double within50 = 0, within90 = 0;  // shares of what came inside the limits
  long forecasts = 0;
};

// The past scored: models are chosen on the first `learning` weeks; of each later week the count is foreseen one
// week and `ahead` weeks before. Beside it stand two rivals, negative binomial as well, their sizes chosen on the
// same weeks: the last count again, and the mean of all weeks until then. Limits are
// quantiles of whole numbers, so that counts lie inside somewhat more often than their names say.
std::vector<CountScore> score_counts(std::span<const WeeklyCounts> series, std::size_t learning, int ahead);

}  // namespace brink
