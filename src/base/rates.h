// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

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

// How what is usual is learnt from weeks.
struct UsualMemory {
  double argued_weighs_weeks = 8;  // so many weeks outweigh the rate that was argued beforehand
  double half_life_weeks = 26;
};

// Gamma-Poisson with forgetting: the argued rate counts as `argued_weighs_weeks` weeks, and the week that
// lies k weeks back as 2^(-k / half_life_weeks). `weeks`: the newest first.
Usual usual_of(double argued_per_week, std::span<const Week> weeks, const UsualMemory& memory);

}  // namespace brink
