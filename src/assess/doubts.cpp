// SPDX-License-Identifier: Apache-2.0
#include "assess/doubts.h"

#include <algorithm>
#include <set>

#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostNamed = 12;  // indicators in one sentence

std::string listed(std::vector<std::string> ids) {
  const std::size_t more = ids.size() > kMostNamed ? ids.size() - kMostNamed : 0;
  ids.resize(ids.size() - more);
  return fmt::format("{}{}", fmt::join(ids, ", "), more ? fmt::format(" and {} more", more) : "");
}

// The one outlet that all happenings behind a scenario were taken from; "" when there are several.
std::string sole_outlet(const ScenarioReading& scenario, const Assessment& board,
                        const IndicatorHistories& indicators, Day at) {
  std::set<std::string> outlets;
  for (std::size_t i = 0; i < board.indicators.size(); ++i) {
    const auto& ids = scenario.speaking_for;
    if (std::find(ids.begin(), ids.end(), board.indicators[i].id) == ids.end()) continue;
    for (const Story* story : indicators.each[i].stories_of(at))
      outlets.insert(story->voices.begin(), story->voices.end());
  }
  return outlets.size() == 1 ? *outlets.begin() : "";
}

}  // namespace

std::vector<std::string> doubts_of(const Assessment& board, const IndicatorHistories& indicators,
                                   const DayStandings& today, Day at, const AssessSettings& settings) {
  std::vector<std::string> doubts;
  if (today.recent_reports < static_cast<double>(settings.full_coverage))
    doubts.push_back(
        fmt::format("The archive holds {:.0f} reports of the last 28 days; below {} its silence counts "
                    "only in part.",
                    today.recent_reports, settings.full_coverage));
  if (today.seen_share < 1)
    doubts.push_back(
        fmt::format("All indicators together saw {:.0f} % of what the watch calls usual; silence "
                    "counts only so far.",
                    100 * today.seen_share));
  std::vector<std::string> never, cut_short;
  std::size_t shaky = 0, happenings = 0;
  for (std::size_t i = 0; i < board.indicators.size(); ++i) {
    if (!today.standings[i].ever_seen) never.push_back(board.indicators[i].id);
    if (indicators.each[i].cut_short()) cut_short.push_back(board.indicators[i].id);
    shaky += indicators.each[i].shaky_on(at);
    happenings += board.indicators[i].stories.size();
  }
  if (!never.empty())
    doubts.push_back(
        fmt::format("No event in the archive has ever answered {}: nothing of the kind was "
                    "reported, or the coder does not know it. Their silence counts for nothing.",
                    listed(never)));
  for (const ScenarioReading& scenario : board.scenarios)
    if (const std::string outlet = sole_outlet(scenario, board, indicators, at); !outlet.empty())
      doubts.push_back(fmt::format("All that speaks for {} was taken from one outlet, {}.",
                                   scenario.id, outlet));
  if (!cut_short.empty())
    doubts.push_back(fmt::format("More than {} events answer a query of {}; the newest were read.",
                                 settings.most_events, listed(cut_short)));
  if (shaky > 0)
    doubts.push_back(fmt::format(
        "{} of {} happenings rest on hedged reports or on events the coder was not sure of.", shaky,
        happenings));
  doubts.push_back(
      "Which reports tell of one happening is judged by what was coded of them; one that is told in "
      "other terms may count twice.");
  doubts.push_back(
      "Base rates, usual rates and likelihood ratios stand in the watch file with their reasons; the "
      "intervals say how far that may be off, not what nobody reports.");
  return doubts;
}

}  // namespace brink
