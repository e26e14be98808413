// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "assess/indicators.h"
#include "brink/assessment.h"

namespace brink {

// The watch's decisions weighed by the scenarios' probabilities (Raiffa 1968): expected losses, what
// it would be worth to know which scenario comes, and what the state of each indicator would be
// worth if one waited for it. Method: docs/assess.md.
std::vector<DecisionReading> read_decisions(const Watch& watch, const AssessSettings& settings,
                                            const DayStandings& today);

}  // namespace brink
