// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "brink/event.h"
#include "brink/time.h"

namespace brink {

// A question put to the events of an archive. Empty lists mean "any".
struct EventQuery {
  std::vector<std::string> actor, recipient, either;  // codes, or SECTOR as "RUS/MIL"
  std::vector<std::string> type, mode, cameo_prefix;
  std::vector<Status> status;
  std::vector<std::string> country;   // of the place, alpha-3
  std::vector<std::string> place;     // names, whatever the case
  std::vector<std::string> speaker;   // codes
  std::vector<std::string> equipment;
  std::vector<std::string> context;
  std::string text;                   // full-text words in the sentence
  std::string since, until;           // event dates, "2022-01-28", "2022-01", "2022", inclusive; an
                                      // event known to the month answers for each day of it
  std::string known_by;               // reports published on or before this day; "" for no bound
  bool ever = false;                  // also what held on an earlier day and no longer does
  std::size_t limit = 0;              // 0: no bound
  std::string after;                  // paging: the id that ended the page before
  bool brief = false;                 // source, addresses and authors of the reports are not needed
};

// What a happening of one kind says about one scenario.
struct Bearing {
  std::string scenario;
  double present = 1;  // likelihood ratio when the indicator is active
  double absent = 1;   // and when it is quiet
  std::string why;
};

struct Indicator {
  std::string id, title;
  std::string family, unit;      // of a watch over many units the id without the unit, and the
                                 // unit's code; else the id, and ""
  std::vector<EventQuery> any;   // an event that answers one of these counts
  std::string group;             // indicators of one group are discounted together
  double usual_per_week = 0;     // before any history is known
  double half_life_days = 14;    // how fast its evidence fades
  std::vector<Bearing> bearing;
};

struct Scenario {
  std::string id, title;
  std::string family, unit;      // as of an indicator
  int horizon_days = 30;
  double base_rate = 0;          // probability over the horizon, before any evidence
  std::string exclusive;         // scenarios that share this name exclude each other; "" for none
  std::string why;               // where the base rate comes from
};

struct Plan {
  std::string id, title;
  std::string condition;         // over the board, e.g. "p(full-invasion) >= 0.5"
  std::string action;            // what to do
  std::vector<std::string> tell; // whom
};

struct Action {
  std::string id, title;
  std::map<std::string, double> loss;  // by scenario, should it come true
  double otherwise = 0;                // should none of them
};

// What to do, weighed by what each scenario would cost.
struct Decision {
  std::string id, title;
  std::vector<Action> actions;
  int wait_days = 7;         // how long waiting for evidence would take
  double wait_costs = 0;     // in the unit of the losses
};

struct Watch {
  std::string id, title;
  std::vector<std::string> actors, places, feeds;
  std::vector<Scenario> scenarios;
  std::vector<Indicator> indicators;
  std::vector<Plan> plans;
  std::vector<Decision> decisions;
};

}  // namespace brink
