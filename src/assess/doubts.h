// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "assess/indicators.h"

namespace brink {

// What the board does not know, in plain sentences, the gravest first. `board`: all else of it;
// `today`: the standings of its day, `at`.
std::vector<std::string> doubts_of(const Assessment& board, const IndicatorHistories& indicators,
                                   const DayStandings& today, Day at, const AssessSettings& settings);

}  // namespace brink
