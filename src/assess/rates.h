// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "assess/assess.h"

namespace brink {

// A week of the past: how many happenings, and how much press there was against today's.
struct Week {
  double happenings = 0;
  double exposure = 0;  // 1: as much press as now; 0: none, the week tells nothing
};

// What is usual, as a Gamma distribution over the weekly rate with what its weeks vary beyond chance.
struct Usual {
  double per_week = 0;     // the mean
  double shape = 0;        // of the Gamma: how many happenings it rests on
  double dispersion = 1;   // variance of weekly counts over their mean, 1 (Poisson) or more
};

// Gamma-Poisson with forgetting: the watch's own rate counts as `usual_weighs_weeks` weeks, and the
// week that lies k weeks back as 2^(-k / memory_half_life_weeks). `weeks`: the newest first.
Usual usual_of(double argued_per_week, std::span<const Week> weeks, const AssessSettings& settings);

}  // namespace brink
