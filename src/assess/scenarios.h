// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "assess/indicators.h"

namespace brink {

// Base rate and indicators -> each scenario's probability with its interval. The trend is left
// empty. Method: docs/assess.md.
std::vector<ScenarioReading> read_scenarios(const Watch& watch, const AssessSettings& settings,
                                            const IndicatorStates& indicators);

double log_odds(double p);

}  // namespace brink
