// SPDX-License-Identifier: Apache-2.0
#include "assess/assess.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/condition.h"
#include "assess/doubts.h"
#include "assess/indicators.h"
#include "assess/known.h"
#include "assess/lines.h"
#include "assess/scenarios.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {
namespace {

constexpr auto kTrendDays = std::chrono::days(7);

std::string trend_of(double before, double now, double least) {
  const double change = log_odds(now) - log_odds(before);
  return change >= least ? "rising" : change <= -least ? "falling" : "steady";
}

void add_indicators(Assessment& board, const IndicatorStates& indicators) {
  std::map<std::string, Story> stories;
  std::set<std::string> reports;
  for (const IndicatorState& state : indicators.states) {
    board.indicators.push_back(state.reading);
    reports.insert(state.reports.begin(), state.reports.end());
    for (const Story& story : state.stories) {
      // Two indicators may see parts of one happening.
      Story& kept = stories.emplace(story.id, story).first->second;
      if (kept.events.size() < story.events.size()) kept = story;
    }
  }
  board.reports = reports.size();
  board.happenings = stories.size();
  for (auto& [id, story] : stories) board.stories.push_back(std::move(story));
}

Outcome add_plans(Assessment& board, const Watch& watch, double slack) {
  for (const Plan& plan : watch.plans) {
    const auto condition = Condition::read(plan.condition, watch);
    if (!condition)
      return Error{"assess", "plan " + plan.id, condition.error().found,
                   condition.error().expected};
    PlanReading reading{plan.id, plan.title, "not", condition->reason(board), plan.action};
    if (condition->holds(board, 0))
      reading.state = "fired";
    else if (condition->holds(board, slack))
      reading.state = "near";
    board.plans.push_back(std::move(reading));
  }
  return Done{};
}

// The first event of each happening that was not known the day before.
std::vector<std::string> fresh_of(const std::vector<Known>& events,
                                  const std::vector<Story>& stories, Day at) {
  StoryMerger merger;
  for (const Known& known : events) merger.add(known.event, known.report);
  std::vector<Story> all = merger.stories();
  all.insert(all.end(), stories.begin(), stories.end());
  std::vector<std::string> fresh;
  std::set<std::string> seen;
  for (const Story& story : all)
    if (story.first_seen.local_day() == at && seen.insert(story.events.front()).second)
      fresh.push_back(story.events.front());
  return fresh;
}

}  // namespace

Assessor::Assessor(Watch watch, AssessSettings settings)
    : watch_(std::move(watch)), settings_(settings) {}

Result<Assessment> Assessor::assess(const Archive& archive, Day at) const {
  Assessment board;
  board.watch = watch_.id, board.title = watch_.title, board.at = to_iso(at);

  const auto indicators = read_indicators(watch_, settings_, archive, at);
  if (!indicators) return indicators.error();
  const auto before = read_indicators(watch_, settings_, archive, at - kTrendDays);
  if (!before) return before.error();
  add_indicators(board, *indicators);
  board.scenarios = read_scenarios(watch_, settings_, *indicators);
  const auto week_ago = read_scenarios(watch_, settings_, *before);
  for (std::size_t i = 0; i < board.scenarios.size(); ++i)
    board.scenarios[i].trend =
        trend_of(week_ago[i].p, board.scenarios[i].p, settings_.trend_log_odds);
  if (auto added = add_plans(board, watch_, settings_.near); !added) return added.error();

  EventQuery of_actors;
  of_actors.actor = watch_.actors;
  const auto known =
      known_events(archive, of_actors, at, settings_.look_back_days, settings_.most_events);
  if (!known) return known.error();
  board.posture = posture_of(known->events, settings_.most_lines);
  board.commitments = commitments_of(known->events, settings_.most_lines);
  board.exchanges = exchanges_of(known->events, watch_.actors, settings_.most_lines);
  board.fresh = fresh_of(known->events, board.stories, at);
  board.cannot_tell = doubts_of(board, *indicators, settings_);
  return board;
}

}  // namespace brink
