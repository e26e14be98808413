// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assess/assess.h"
#include "assess/condition.h"
#include "assess/indicators.h"
#include "assess/scenarios.h"
#include "assess/tipping.h"

namespace brink {
namespace {

constexpr std::size_t kTrendDays = 7;

// The part of a board that conditions ask about.
Assessment bare_board(const Watch& watch, const ScenarioModel& model,
                      const std::vector<DayStandings>& days, std::size_t today, double least) {
  Assessment board;
  board.scenarios = model.read(days[today]);
  const auto before = model.probabilities(days[today >= kTrendDays ? today - kTrendDays : 0]);
  for (std::size_t i = 0; i < board.scenarios.size(); ++i)
    board.scenarios[i].trend = trend_of(before[i], board.scenarios[i].p, least);
  for (std::size_t i = 0; i < watch.indicators.size(); ++i) {
    IndicatorReading reading;
    reading.id = watch.indicators[i].id;
    reading.state = days[today].standings[i].state;
    reading.observed = days[today].standings[i].observed;
    board.indicators.push_back(std::move(reading));
  }
  return board;
}

Result<std::vector<Condition>> conditions_of(const Watch& watch) {
  std::vector<Condition> conditions;
  for (const Plan& plan : watch.plans) {
    auto condition = Condition::read(plan.condition, watch);
    if (!condition) return condition.error();
    conditions.push_back(std::move(*condition));
  }
  return conditions;
}

void add_rates(Replay& all, const IndicatorHistories& indicators, Day first, Day last) {
  for (Day day = first; day + std::chrono::days(6) <= last; day += std::chrono::days(7))
    all.weeks += indicators.press.between(day, day + std::chrono::days(6)) > 0;
  for (const IndicatorHistory& history : indicators.each)
    all.per_week.push_back(all.weeks > 0 ? history.happened_between(first, last) / all.weeks : 0);
}

}  // namespace

Result<Replay> replay(const Watch& watch, const AssessSettings& settings,
                                       const Archive& archive, Day first, Day last, int every) {
  // States are followed from some weeks before, as a board does.
  const Day begin = first - std::chrono::days(settings.series_days);
  const int days = static_cast<int>((last - begin).count()) + 1;
  AssessSettings whole = settings;
  whole.most_events = std::max<std::size_t>(settings.most_events, 5'000'000);
  const auto conditions = conditions_of(watch);
  if (!conditions) return conditions.error();
  const auto indicators = IndicatorHistories::read(watch, whole, archive, last, days, /*ever=*/true);
  if (!indicators) return indicators.error();
  const auto series = indicators->standings(settings, begin, last);
  const ScenarioModel model(watch, settings);
  Replay all;
  add_rates(all, *indicators, first, last);
  for (Day day = first; day <= last; day += std::chrono::days(every)) {
    const auto at = static_cast<std::size_t>((day - begin).count());
    if (series[at].recent_reports <= 0) continue;
    ReplayStep step{day, model.probabilities(series[at]), {}, {}, series[at].recent_reports};
    for (const Standing& standing : series[at].standings) step.states.push_back(standing.state);
    if (!conditions->empty()) {
      const Assessment board = bare_board(watch, model, series, at, settings.trend_log_odds);
      for (const Condition& condition : *conditions) step.fired.push_back(condition.holds(board, 0));
    }
    all.steps.push_back(std::move(step));
  }
  return all;
}

}  // namespace brink
