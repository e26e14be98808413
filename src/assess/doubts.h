// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "assess/indicators.h"

namespace brink {

// What the board does not know, in plain sentences, the gravest first.
std::vector<std::string> doubts_of(const Assessment& board, const IndicatorStates& indicators,
                                   const AssessSettings& settings);

}  // namespace brink
