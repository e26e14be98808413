// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "brink/story.h"

namespace brink {

// An indicator's reading with what the later steps need of it.
struct IndicatorState {
  const Indicator* indicator = nullptr;
  IndicatorReading reading;
  std::vector<Story> stories;     // newest first
  std::set<std::string> reports;  // documents
  std::set<std::string> outlets;
  std::size_t shaky = 0;  // happenings that rest on hedged or unsure events alone
  bool cut_short = false;
  bool ever_seen = false;  // some event in the archive, however old, answers a query of it
};

struct IndicatorStates {
  std::vector<IndicatorState> states;  // in the watch's order
  double coverage = 0;                 // 0 to 1: how far the archive's silence is evidence
  double seen_share = 1;  // of what is usual for all indicators together, what was seen; at most 1
  std::size_t recent_reports = 0;  // of the last 28 days, as far as counted
};

Result<IndicatorStates> read_indicators(const Watch& watch, const AssessSettings& settings,
                                        const Archive& archive, Day at);

}  // namespace brink
