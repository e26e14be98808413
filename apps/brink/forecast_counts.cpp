// SPDX-License-Identifier: Apache-2.0
// `brink forecast counts`: how often dyads will do what in the weeks to come, and how well that did in the past.
#include "base/iso_time.h"
#include "fmt/format.h"
#include "forecast.h"
#include "records/records.h"
#include "store/store.h"
#include "terminal.h"

namespace brink::app {
namespace {

struct CountOptions {
  std::string archive, kind = "type";
  CountSettings settings;
  bool evaluate = false, json = false;
};

Json record_of_series(const CountForecast& series, Day last, std::size_t weeks) {
  Json ahead = Json::array(), recent = Json::array();
  for (const CountedWeek& w : series.ahead)
    ahead.push_back({{"week", to_iso(w.first)}, {"mean", w.mean}, {"low50", w.low50}, {"high50", w.high50}, {"low90", w.low90}, {"high90", w.high90}});
  for (const int count : series.recent) recent.push_back(count < 0 ? Json() : Json(count));
  return {{"actor", series.actor}, {"recipient", series.recipient}, {"type", series.type}, {"until", to_iso(last)},
          {"weeks", weeks}, {"acts", series.acts}, {"recent", recent}, {"forecast", ahead},
          {"model", {{"half_life_weeks", series.model.half_life_weeks}, {"excited", series.model.excited},
                     {"lingers", series.model.lingers}, {"size", series.model.size}}},
          {"events", series.events}};
}

void print_series(const CountForecast& series) {
  std::string recent;
  for (const int count : series.recent) recent += count < 0 ? " ." : fmt::format(" {}", count);
  fmt::print("{} > {}  {}\n  weeks before:{}\n", series.actor, series.recipient, series.type, recent);
  for (const CountedWeek& w : series.ahead)
    fmt::print("  week of {}  mean {:>6.2f}   half within {} to {}, nine of ten within {} to {}\n", to_iso(w.first), w.mean, w.low50, w.high50, w.low90, w.high90);
  fmt::print("  last events: {}\n", fmt::join(series.events, " "));
}

void print_score(const CountScore& s, bool as_record) {
  if (as_record)
    fmt::print("{}\n", line_of({{"forecaster", s.forecaster}, {"ahead", s.ahead}, {"crps", s.crps}, {"log_score", s.log_score},
                             {"within50", s.within50}, {"within90", s.within90}, {"forecasts", s.forecasts}}));
  else
    fmt::print("{:<10}{:>6}{:>9.4f}{:>9.4f}{:>9.1f}%{:>9.1f}%{:>11}\n", s.forecaster, s.ahead, s.crps, s.log_score, 100 * s.within50, 100 * s.within90, s.forecasts);
}

int evaluate_counts(const Archive& archive, const CountOptions& options, bool as_records) {
  const auto scores = evaluate_counts(archive, options.settings);
  if (!scores) return complain(scores.error(), kNothingUsable);
  if (!as_records) fmt::print("{:<10}{:>6}{:>9}{:>9}{:>10}{:>10}{:>11}\n", "", "ahead", "CRPS", "log", "in 50%", "in 90%", "forecasts");
  for (const CountScore& score : *scores) print_score(score, as_records);
  return kDone;
}

int foresee(const Archive& archive, const CountOptions& options, bool as_records) {
  const auto forecasts = forecast_counts(archive, options.settings);
  if (!forecasts) return complain(forecasts.error(), kNothingUsable);
  for (const CountForecast& series : forecasts->series)
    if (as_records) fmt::print("{}\n", line_of(record_of_series(series, forecasts->last, forecasts->weeks)));
    else print_series(series);
  return forecasts->series.empty() ? complain("forecast: archive: found no act that answers, expected one", kNothingUsable) : kDone;
}

int run(CountOptions& options) {
  options.settings.kind = kind_named(options.kind);
  const auto archive = open_archive(options.archive, Access::kRead);
  if (!archive) return complain(archive.error(), kWrongUsage);
  const bool as_records = options.json || !for_a_person();
  return options.evaluate ? evaluate_counts(**archive, options, as_records) : foresee(**archive, options, as_records);
}

}  // namespace

void add_forecast_counts(CLI::App& forecast, int& exit_code) {
  auto options = std::make_shared<CountOptions>();
  CLI::App* verb = forecast.add_subcommand("counts", "how often who will do what to whom, by week");
  verb->add_option("--actor", options->settings.actor, "who acts, by code: RUS, NATO");
  verb->add_option("--recipient", options->settings.recipient, "on whom");
  verb->add_option("--type", options->settings.type, "what: a PLOVER type, a quad class or a CAMEO root, as --by has it");
  add_kind_option(*verb, options->kind);
  verb->add_option("--until", options->settings.until, "the last day that is known, as 2022-01-28; default the archive's");
  verb->add_option("--weeks", options->settings.weeks, "weeks ahead")->check(CLI::Range(1, 52))->capture_default_str();
  verb->add_option("--most", options->settings.most_series, "at most so many series, the busiest")->check(CLI::Range(1, 2000))->capture_default_str();
  verb->add_flag("--evaluate", options->evaluate, "score the past instead: against no change and the plain mean");
  verb->add_flag("--json", options->json, "JSON Lines on a terminal too");
  add_archive_option(*verb, options->archive);
  verb->footer("Example: brink forecast counts --actor RUS --recipient UKR --by quad --weeks 4");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
