// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/story.h"
#include "brink/watch.h"

namespace brink {

enum class State { kQuiet, kStirring, kActive };
std::string_view name_of(State state);

// Since when happenings come at another rate than before, as far as the days tell it.
struct Change {
  std::string since;  // day; "" when nothing changed
  double p = 0;       // how sure that is, 0 to 1
  double before = 0, after = 0;  // happenings a week
};

// The days up to the board's, oldest first, one value a day: what was known by the board's day of
// what could be known on each of them.
struct IndicatorSeries {
  std::string from;  // the first day
  std::vector<double> observed, expected, surprise;
  std::vector<State> state;
};

// How one indicator stands on a day. Counts are of happenings, not reports.
struct IndicatorReading {
  std::string id, title;
  State state = State::kQuiet;
  double observed = 0;   // happenings within the window, faded by age
  double expected = 0;   // what is usual for such a window
  double surprise = 0;   // -log10 of the chance of so many, or more, in usual times
  std::string trend;     // "rising", "falling", "steady", against seven days before
  std::string since;     // the day from which it is in this state; "" when longer than the series
  Change changed;
  IndicatorSeries series;
  std::vector<std::string> stories;  // Story::id, newest first
};

// What one indicator adds to a scenario's log odds, after the discount within its group.
struct Weight {
  std::string indicator;
  double log_odds = 0;
};

struct ScenarioSeries {
  std::string from;  // the first day; as IndicatorSeries
  std::vector<double> p, low, high;
};

struct ScenarioReading {
  std::string id, title;
  double p = 0, low = 0, high = 0;   // probability over the horizon, with its 80 % interval
  double base_rate = 0;
  std::string trend;                 // "rising", "falling", "steady"
  std::vector<std::string> speaking_for, speaking_against;  // indicator ids, strongest first
  std::vector<std::string> within_usual;  // would speak for it, have happenings, but no more than usual
  std::vector<Weight> weights;       // of both, strongest first: p can be reckoned from them
  ScenarioSeries series;
};

struct PlanReading {
  std::string id, title;
  std::string state;    // "fired", "near", "not"
  std::string reason;
  std::string action;
};

// What would change our mind: the fewest indicators that, in another state, carry a plan or a
// scenario over a threshold.
struct StateChange {
  std::string indicator;
  State from = State::kQuiet, to = State::kQuiet;
};
struct TippingPoint {
  std::string kind, id;  // "plan" or "scenario", and its id
  std::string effect;    // of a plan: "fires", "stands down"; of a scenario: "rises", "falls"
  std::vector<StateChange> changes;
  double p_after = 0;    // of the scenario; of a plan's first scenario, or 0 when it names none
};

struct ActionReading {
  std::string id, title;
  double expected_loss = 0;  // in the watch file's unit
};
struct EvidenceValue {
  std::string indicator;
  double chance = 0;  // that it becomes active while one waits
  double value = 0;   // expected loss saved by deciding after that is known
};
struct DecisionReading {
  std::string id, title, best;  // the action of least expected loss
  std::vector<ActionReading> actions;  // least first
  double value_of_perfect_information = 0;  // expected loss saved by knowing which scenario comes
  double value_of_waiting = 0;   // of the best evidence, less what waiting costs; 0 at least
  int wait_days = 0;
  std::vector<EvidenceValue> evidence;      // worth most first; what is worth nothing is left out
};

// Days of acts between two watched actors: the summed scores of happenings that hurt and that help.
struct Track {
  std::vector<std::string> between;  // two codes
  std::string from;                  // the first day
  std::vector<double> escalation, dialogue;  // one value a day, 0 or more
  std::vector<std::string> stories;  // Story::id, newest first
};

struct PostureLine {
  std::vector<std::string> actor;  // codes: "RUS/MIL", "RUS"
  std::string who, what, where, status, event;
  std::string date;        // of the act
  std::string moved;       // the day on which this was first told
  std::string by_account;  // who says so: a speaker, else the outlet
  std::vector<std::string> contradicted_by;  // Event::id, of who says otherwise or did otherwise
  std::string country;     // alpha-3, or ""
  double lat = 0, lon = 0;
  bool has_coordinates = false;
};

struct CommitmentLine {
  std::vector<std::string> actor;   // as PostureLine
  std::string by, kind, what, condition, state, event;  // kind: "pledged", "threatened", "ruled out";
                                                        // state: "open", "met", "broken", "withdrawn"
  std::string date;
  std::string decided_by;  // Event::id of what met, broke or withdrew it
};

struct ExchangeLine {
  std::vector<std::string> between;
  std::vector<std::string> steps;   // event ids, oldest first
  std::string awaiting;             // who owes the next move
  std::string since;
};

// All lines of which a board shows the newest, newest first.
struct Ledger {
  std::string watch, at;
  std::vector<PostureLine> posture;
  std::vector<CommitmentLine> commitments;
  std::vector<ExchangeLine> exchanges;
  bool cut_short = false;  // there was more to read, or there were more lines, than asked for
};

// Where a crisis stands on a day, by what was known then.
struct Assessment {
  std::string watch, title, at;
  std::vector<ScenarioReading> scenarios;
  std::vector<IndicatorReading> indicators;
  std::vector<PlanReading> plans;
  std::vector<TippingPoint> tipping;
  std::vector<DecisionReading> decisions;
  std::vector<Track> tracks;               // the busiest first
  std::vector<PostureLine> posture;
  std::vector<CommitmentLine> commitments;
  std::vector<ExchangeLine> exchanges;
  std::vector<std::string> fresh;          // event ids first reported in the last day
  std::vector<std::string> cannot_tell;    // plain sentences: what this board does not know yet
  std::vector<Story> stories;              // every story that a reading above names
  std::size_t reports = 0, happenings = 0; // how much was read for this
};

}  // namespace brink
