// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace brink {

// When the days' counts began to come at the rate of now.
struct ChangePoint {
  std::size_t at = 0;    // index of the first day of the present run; 0 when nothing changed
  double p = 0;          // probability that a run began within three days of `at`
  double before = 0, after = 0;  // mean a day of the ninety days before `at`, and from `at` on
};

// Bayesian on-line change point detection (Adams and MacKay 2007) with a Poisson likelihood and a
// Gamma prior of mean `usual_per_day` that weighs one day, and a constant chance of a change of
// 1 / `days_between`. Time grows with the square of the days.
ChangePoint latest_change(std::span<const double> counts, double usual_per_day, double days_between);

}  // namespace brink
