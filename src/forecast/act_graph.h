// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "forecast/dated_acts.h"
#include "forecast/link_graph.h"

namespace brink {

// Acts as links, a step a day from the first act's. Parties and types are numbered in the order of their names.
struct ActGraph {
  std::vector<std::string> parties, types;
  std::vector<Link> links;  // links[i] is acts[i]
  Day first{};

  int step_of(Day day) const { return static_cast<int>((day - first).count()); }
};

// `acts`: the oldest first.
ActGraph act_graph(std::span<const DatedAct> acts);

}  // namespace brink
