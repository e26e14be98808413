// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/story.h"
#include "brink/watch.h"

namespace brink {

enum class State { kQuiet, kStirring, kActive };
std::string_view name_of(State state);

// How one indicator stands on a day. Counts are of happenings, not reports.
struct IndicatorReading {
  std::string id, title;
  State state = State::kQuiet;
  double observed = 0;   // happenings within the window, faded by age
  double expected = 0;   // what is usual for such a window
  std::vector<std::string> stories;  // Story::id, newest first
};

// What one indicator adds to a scenario's log odds, after the discount within its group.
struct Weight {
  std::string indicator;
  double log_odds = 0;
};

struct ScenarioReading {
  std::string id, title;
  double p = 0, low = 0, high = 0;   // probability over the horizon, with its 80 % interval
  double base_rate = 0;
  std::string trend;                 // "rising", "falling", "steady"
  std::vector<std::string> speaking_for, speaking_against;  // indicator ids, strongest first
  std::vector<std::string> within_usual;  // would speak for it, have happenings, but no more than usual
  std::vector<Weight> weights;       // of both, strongest first: p can be reckoned from them
};

struct PlanReading {
  std::string id, title;
  std::string state;    // "fired", "near", "not"
  std::string reason;
  std::string action;
};

struct PostureLine {
  std::string who, what, where, status, event;
  std::string date;
};

struct CommitmentLine {
  std::string by, kind, what, condition, state, event;  // kind: "pledged", "threatened", "ruled out"
  std::string date;
};

struct ExchangeLine {
  std::vector<std::string> between;
  std::vector<std::string> steps;   // event ids, oldest first
  std::string awaiting;             // who owes the next move
  std::string since;
};

// Where a crisis stands on a day, by what was known then.
struct Assessment {
  std::string watch, title, at;
  std::vector<ScenarioReading> scenarios;
  std::vector<IndicatorReading> indicators;
  std::vector<PlanReading> plans;
  std::vector<PostureLine> posture;
  std::vector<CommitmentLine> commitments;
  std::vector<ExchangeLine> exchanges;
  std::vector<std::string> fresh;          // event ids first reported in the last day
  std::vector<std::string> cannot_tell;    // plain sentences: what this board does not know yet
  std::vector<Story> stories;              // every story that a reading above names
  std::size_t reports = 0, happenings = 0; // how much was read for this
};

}  // namespace brink
