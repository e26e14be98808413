// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "alerts/settings.h"
#include "alerts/standing.h"
#include "brink/alert.h"

namespace brink {

// What the watch file's plans ask of the board. Keys and values are subjects: "plan:x".
struct PlansAsk {
  std::map<std::string, std::vector<double>> thresholds;     // of a scenario: probabilities it should reach
  std::map<std::string, std::vector<std::string>> rests_on;  // of a plan: what its condition names
};

// What is to be told, gravest first, and the standing to compare the next one with.
struct Comparison {
  std::vector<Alert> alerts;
  AlertStanding standing;
};

// What `now` says that was not told before. `at`: UTC, ISO 8601. The same arguments give the same
// alerts with the same ids. One alert for what one happening moved; a happening that was told is told
// again only when it has become graver.
Comparison alerts_of(const AlertStanding& before, AlertStanding now, const AlertRules& rules,
                     const PlansAsk& asked, const std::string& at);

}  // namespace brink
