// SPDX-License-Identifier: Apache-2.0
#include "assess/doubts.h"

#include <algorithm>

#include "fmt/format.h"

namespace brink {
namespace {

const IndicatorState* find(const IndicatorStates& indicators, const std::string& id) {
  const auto it = std::find_if(indicators.states.begin(), indicators.states.end(),
                               [&](const IndicatorState& s) { return s.indicator->id == id; });
  return it == indicators.states.end() ? nullptr : &*it;
}

// The one outlet that all happenings behind a scenario were taken from; "" when there are several.
std::string sole_outlet(const ScenarioReading& scenario, const IndicatorStates& indicators) {
  std::set<std::string> outlets;
  for (const std::string& id : scenario.speaking_for)
    if (const IndicatorState* state = find(indicators, id))
      outlets.insert(state->outlets.begin(), state->outlets.end());
  return outlets.size() == 1 ? *outlets.begin() : "";
}

}  // namespace

std::vector<std::string> doubts_of(const Assessment& board, const IndicatorStates& indicators,
                                   const AssessSettings& settings) {
  std::vector<std::string> doubts;
  if (indicators.recent_reports < settings.full_coverage)
    doubts.push_back(
        fmt::format("The archive holds {} reports of the last 28 days; below {} its silence counts "
                    "only in part.",
                    indicators.recent_reports, settings.full_coverage));
  if (indicators.seen_share < 1)
    doubts.push_back(
        fmt::format("All indicators together saw {:.0f} % of what the watch calls usual; silence "
                    "counts only so far.",
                    100 * indicators.seen_share));
  std::vector<std::string> never;
  for (const IndicatorState& state : indicators.states)
    if (!state.ever_seen) never.push_back(state.indicator->id);
  if (!never.empty())
    doubts.push_back(
        fmt::format("No event in the archive has ever answered {}: nothing of the kind was "
                    "reported, or the coder does not know it. Their silence counts for nothing.",
                    fmt::join(never, ", ")));
  for (const ScenarioReading& scenario : board.scenarios)
    if (const std::string outlet = sole_outlet(scenario, indicators); !outlet.empty())
      doubts.push_back(fmt::format("All that speaks for {} was taken from one outlet, {}.",
                                   scenario.id, outlet));
  std::size_t shaky = 0, happenings = 0;
  for (const IndicatorState& state : indicators.states) {
    shaky += state.shaky, happenings += state.stories.size();
    if (state.cut_short)
      doubts.push_back(
          fmt::format("More than {} events answer a query of {}; the newest were read.",
                      settings.most_events, state.indicator->id));
  }
  if (shaky > 0)
    doubts.push_back(fmt::format(
        "{} of {} happenings rest on hedged reports or on events the coder was not sure of.", shaky,
        happenings));
  doubts.push_back(
      "Reports are merged when type, actors and day agree; one happening told in other terms may "
      "count twice.");
  doubts.push_back(
      "Base rates, usual rates and likelihood ratios are argued in the watch file, not learnt from "
      "past crises; the intervals "
      "say how far that may be off, not what nobody reports.");
  return doubts;
}

}  // namespace brink
