// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "assess/indicators.h"
#include "brink/assessment.h"

namespace brink {

// What would change our mind. For each plan the fewest changes of indicators' states, three at most,
// that make it fire or stand down, and for each scenario the single change that would raise it most
// and the one that would lower it most. `board`: its scenarios, indicators and plans as read;
// `week_ago`: the scenarios' probabilities by which trends are told.
Result<std::vector<TippingPoint>> tipping_points(const Watch& watch, const AssessSettings& settings,
                                                 const DayStandings& today,
                                                 const std::vector<double>& week_ago,
                                                 const Assessment& board);

// "rising", "falling" or "steady", by log odds.
std::string trend_of(double before, double now, double least);

}  // namespace brink
