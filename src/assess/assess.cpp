// SPDX-License-Identifier: Apache-2.0
#include "assess/assess.h"

#include <algorithm>
#include <map>
#include <set>

#include "assess/condition.h"
#include "assess/decisions.h"
#include "assess/doubts.h"
#include "assess/indicators.h"
#include "assess/lines.h"
#include "assess/recent.h"
#include "assess/scenarios.h"
#include "assess/tipping.h"
#include "assess/tracks.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr std::size_t kTrendDays = 7;

void add_indicators(Assessment& board, const Watch& watch, const IndicatorHistories& indicators,
                    const std::vector<DayStandings>& series, Day at) {
  std::map<std::string, Story> stories;
  std::set<std::string> reports;
  for (std::size_t i = 0; i < watch.indicators.size(); ++i) {
    board.indicators.push_back(
        reading_of(watch.indicators[i], indicators.each[i], series, i, at));
    for (const Story* story : indicators.each[i].stories_of(at)) {
      reports.insert(story->reports.begin(), story->reports.end());
      // Two indicators may see parts of one happening.
      Story& kept = stories.emplace(story->id, *story).first->second;
      if (kept.events.size() < story->events.size()) kept = *story;
    }
  }
  board.reports = reports.size();
  board.happenings = stories.size();
  for (auto& [id, story] : stories) board.stories.push_back(std::move(story));
}

void add_scenarios(Assessment& board, const ScenarioModel& model,
                   const std::vector<DayStandings>& series, Day at, const AssessSettings& settings) {
  board.scenarios = model.read(series.back());
  for (ScenarioReading& s : board.scenarios)
    s.series.from = to_iso(at - std::chrono::days(static_cast<int>(series.size()) - 1));
  for (const DayStandings& day : series) {
    const auto readings = model.read(day);
    for (std::size_t i = 0; i < readings.size(); ++i) {
      ScenarioSeries& kept = board.scenarios[i].series;
      kept.p.push_back(readings[i].p);
      kept.low.push_back(readings[i].low), kept.high.push_back(readings[i].high);
    }
  }
  for (ScenarioReading& s : board.scenarios)
    s.trend = trend_of(s.series.p[series.size() - 1 - kTrendDays], s.p, settings.trend_log_odds);
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

Outcome add_tipping(Assessment& board, const Watch& watch, const std::vector<DayStandings>& series,
                    const AssessSettings& settings) {
  std::vector<double> week_ago;
  for (const ScenarioReading& s : board.scenarios)
    week_ago.push_back(s.series.p[series.size() - 1 - kTrendDays]);
  auto points = tipping_points(watch, settings, series.back(), week_ago, board);
  if (!points) return points.error();
  board.tipping = std::move(*points);
  return Done{};
}

// The first event of each happening that was not known the day before.
std::vector<std::string> fresh_of(const Recent& recent, const std::vector<Story>& stories, Day at) {
  std::vector<std::string> fresh;
  std::set<std::string> seen;
  for (const std::vector<Story>* all : {&recent.stories, &stories})
    for (const Story& story : *all)
      if (story.first_seen.local_day() == at && seen.insert(story.events.front()).second)
        fresh.push_back(story.events.front());
  return fresh;
}

// Tracks name happenings that no indicator may have seen.
void add_tracks(Assessment& board, const Recent& recent, const Watch& watch, Day at,
                const AssessSettings& settings) {
  board.tracks = tracks_of(recent, watch.actors, at, settings.look_back_days, settings.most_tracks);
  std::set<std::string> known, named;
  for (const Story& story : board.stories) known.insert(story.id);
  for (const Track& track : board.tracks) named.insert(track.stories.begin(), track.stories.end());
  for (const Story& story : recent.stories)
    if (named.contains(story.id) && known.insert(story.id).second) board.stories.push_back(story);
}

}  // namespace

std::vector<PlanThreshold> thresholds_of(const Watch& watch) {
  std::vector<PlanThreshold> all;
  for (const Plan& plan : watch.plans) {
    const auto condition = Condition::read(plan.condition, watch);
    if (!condition) continue;
    for (auto& [scenario, p] : condition->thresholds()) all.push_back({plan.id, scenario, p});
  }
  return all;
}

Assessor::Assessor(Watch watch, AssessSettings settings)
    : watch_(std::move(watch)), settings_(settings) {}

Result<Assessment> Assessor::assess(const Archive& archive, Day at) const {
  Assessment board;
  board.watch = watch_.id, board.title = watch_.title, board.at = to_iso(at);
  const int days = std::max(settings_.series_days, static_cast<int>(kTrendDays) + 1);
  std::optional<Result<Recent>> read;
  const auto indicators =
      IndicatorHistories::read(watch_, settings_, archive, at, days, /*ever=*/false, [&](const Archive& of) {
        read = Recent::read(of, watch_.actors, at, settings_.look_back_days, settings_.most_events);
      });
  if (!indicators) return indicators.error();
  const auto series = indicators->standings(settings_, at - std::chrono::days(days - 1), at);
  add_indicators(board, watch_, *indicators, series, at);
  add_scenarios(board, ScenarioModel(watch_, settings_), series, at, settings_);
  if (auto added = add_plans(board, watch_, settings_.near); !added) return added.error();
  if (auto added = add_tipping(board, watch_, series, settings_); !added) return added.error();
  board.decisions = read_decisions(watch_, settings_, series.back());

  const Result<Recent>& recent = *read;
  if (!recent) return recent.error();
  board.posture = posture_of(recent->events, settings_.most_lines);
  board.commitments = commitments_of(recent->events, settings_.most_lines);
  board.exchanges = exchanges_of(recent->events, watch_.actors, settings_.most_lines);
  board.fresh = fresh_of(*recent, board.stories, at);
  add_tracks(board, *recent, watch_, at, settings_);
  board.cannot_tell = doubts_of(board, *indicators, series.back(), at, settings_);
  return board;
}

Result<Ledger> Assessor::ledger(const Archive& archive, Day at, std::size_t most) const {
  EventQuery query;
  query.actor = watch_.actors;
  const auto known = known_events(archive, query, at, settings_.look_back_days, settings_.most_events);
  if (!known) return known.error();
  Ledger ledger;
  ledger.watch = watch_.id, ledger.at = to_iso(at), ledger.cut_short = known->cut_short;
  const auto within = [&](auto lines) {
    if (lines.size() > most) lines.resize(most), ledger.cut_short = true;
    return lines;
  };
  ledger.posture = within(posture_of(known->events, most + 1));
  ledger.commitments = within(commitments_of(known->events, most + 1));
  ledger.exchanges = within(exchanges_of(known->events, watch_.actors, most + 1));
  return ledger;
}

}  // namespace brink
