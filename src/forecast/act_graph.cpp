// SPDX-License-Identifier: Apache-2.0
#include "forecast/act_graph.h"

#include <algorithm>

namespace brink {
namespace {

void settle(std::vector<std::string>& names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

int number_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<int>(std::ranges::lower_bound(names, name) - names.begin());
}

}  // namespace

ActGraph act_graph(std::span<const DatedAct> acts) {
  ActGraph graph;
  if (acts.empty()) return graph;
  graph.first = acts.front().day;
  for (const DatedAct& act : acts) {
    graph.parties.push_back(act.actor);
    graph.parties.push_back(act.recipient);
    graph.types.push_back(act.type);
  }
  settle(graph.parties), settle(graph.types);
  for (const DatedAct& act : acts)
    graph.links.push_back({number_of(graph.parties, act.actor), number_of(graph.types, act.type), number_of(graph.parties, act.recipient),
                           graph.step_of(act.day)});
  return graph;
}

}  // namespace brink
