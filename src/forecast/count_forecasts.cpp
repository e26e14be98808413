// SPDX-License-Identifier: Apache-2.0
#include "forecast/count_forecasts.h"

#include <algorithm>

#include "forecast/weekly_series.h"

namespace brink {
namespace {

constexpr std::size_t kRecent = 12, kShownEvents = 5;

bool answers(const std::vector<std::string>& wanted, const std::string& is) {
  return wanted.empty() || std::ranges::find(wanted, is) != wanted.end();
}

WeeklyTable answering(const std::vector<DatedAct>& acts, const CountSettings& settings) {
  WeeklyTable table = weekly_table(acts);
  std::erase_if(table.series, [&](const WeeklySeries& s) {
    return !answers(settings.actor, s.actor) || !answers(settings.recipient, s.recipient) || !answers(settings.type, s.type);
  });
  return table;
}

DatedActSettings reading(const CountSettings& settings) { return {.kind = settings.kind, .until = settings.until}; }

std::vector<WeeklyCounts> counts_of(const std::vector<WeeklySeries>& series) {
  std::vector<WeeklyCounts> counts;
  for (const WeeklySeries& s : series) counts.push_back(s.counts);
  return counts;
}

CountForecast forecast_of(const WeeklySeries& series, const CountModel& model, Day last, int weeks) {
  CountForecast forecast{series.actor, series.recipient, series.type, static_cast<long>(series.acts.size()), {}, model, {}, {}};
  forecast.recent.assign(series.counts.end() - static_cast<std::ptrdiff_t>(std::min(kRecent, series.counts.size())), series.counts.end());
  const CountState now = states_of(series.counts, model).back();
  for (int ahead = 1; ahead <= weeks; ++ahead) {
    const NegativeBinomial count = look_ahead(now, model, ahead);
    forecast.ahead.push_back({last + std::chrono::days(7 * (ahead - 1) + 1), count.mean(), count.quantile(0.25), count.quantile(0.75),
                              count.quantile(0.05), count.quantile(0.95)});
  }
  for (std::size_t i = 0; i < std::min(kShownEvents, series.acts.size()); ++i)
    forecast.events.push_back(series.acts[series.acts.size() - 1 - i]->event);
  return forecast;
}

}  // namespace

Result<CountForecasts> forecast_counts(const Archive& archive, const CountSettings& settings) {
  const auto acts = read_dated_acts(archive, reading(settings));
  if (!acts) return acts.error();
  WeeklyTable table = answering(*acts, settings);
  keep_busiest(table.series, table.weeks, settings.most_series);
  const auto counts = counts_of(table.series);
  const auto models = fit_count_models(counts);
  CountForecasts forecasts{table.last, table.weeks, {}};
  for (std::size_t i = 0; i < table.series.size(); ++i)
    forecasts.series.push_back(forecast_of(table.series[i], models[i], table.last, settings.weeks));
  return forecasts;
}

Result<std::vector<CountScore>> evaluate_counts(const Archive& archive, const CountSettings& settings) {
  const auto acts = read_dated_acts(archive, reading(settings));
  if (!acts) return acts.error();
  WeeklyTable table = answering(*acts, settings);
  const auto learning = static_cast<std::size_t>(settings.learning_share * static_cast<double>(table.weeks));
  keep_busiest(table.series, learning, settings.most_series);
  if (learning < kLeastLearningWeeks || table.series.empty())
    return Error{"forecast", "archive", std::to_string(table.weeks) + " weeks of " + std::to_string(table.series.size()) + " series",
                 "at least " + std::to_string(kLeastLearningWeeks) + " weeks to learn from, and a series"};
  return score_counts(counts_of(table.series), learning, settings.weeks);
}

}  // namespace brink
