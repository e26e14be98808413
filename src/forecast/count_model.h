// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/rates.h"
#include "forecast/negative_binomial.h"

namespace brink {

// How weekly counts of one series come about. The mean of a week is (1 - excited) * usual + excited * recent:
// what is usual is the Gamma-Poisson rate with forgetting of base/rates.h, and what is recent an average of
// the last weeks in which each counts `lingers` times as much as the one after it; so weeks excite weeks, as in
// a Hawkes process in discrete time. Around its mean a week is negative binomial of `size`.
struct CountModel {
  double half_life_weeks = 26;  // of what is usual
  double excited = 0;           // 0 to below 1
  double lingers = 0;           // 0: last week alone
  double size = 2;
};

// The counts of a series, the oldest week first; -1 for a week without any report, which tells nothing.
using WeeklyCounts = std::vector<int>;

// What is usual and recent at each week's beginning, from the weeks before it; one more than there are weeks.
struct CountState {
  double usual = 0, recent = 0;
};
std::vector<CountState> states_of(const WeeklyCounts& counts, const CountModel& model);

// The distribution of the week that lies `ahead` weeks after the state, 1 being the next: its mean and variance
// are carried forward exactly, and taken for those of a negative binomial.
NegativeBinomial look_ahead(const CountState& state, const CountModel& model, int ahead);

// The model of each series under which its weeks were foreseen best, one week ahead, by log score; what is best
// for all series together weighs as a year of weeks. Chosen from a grid.
std::vector<CountModel> fit_count_models(std::span<const WeeklyCounts> series);

}  // namespace brink
