// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.h"

#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "knowledge/knowledge.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct BacktestOptions {
  std::string watch, archive, outcomes, from, until, learn_until, learnt, tables;
  std::vector<std::string> where;
  int every = 1;
  double alarm = 0.2;
  bool json = false;
};

std::optional<Day> day_named(const std::string& text) {
  const auto moment = read_iso(text);
  return moment ? std::optional(moment->local_day()) : std::nullopt;
}

Result<Day> day_or(const std::string& name, const std::string& text, Day otherwise) {
  if (text.empty()) return otherwise;
  const auto day = day_named(text);
  if (!day) return Error{"backtest", name, text, "a day as 2022-01-28"};
  return *day;
}

void print_scores(const Backtest& b, bool onset) {
  fmt::print("  {:<26}{:>9}{:>6}{:>10}{:>10}{:>10}{:>10}{:>8}{:>8}\n", "", "forecasts", "came", "Brier", "reliab.", "resol.", "log", "AUROC", "AP");
  for (const Forecaster& f : b.forecasters) {
    const Scores& s = onset ? f.onset : f.all;
    fmt::print("  {:<26}{:>9}{:>6}{:>10.5f}{:>10.5f}{:>10.5f}{:>10.5f}{:>8.3f}{:>8.3f}\n", f.name, s.forecasts, s.came, s.brier,
               s.reliability, s.resolution, s.log_score, s.auroc, s.average_precision);
  }
}

void print_page(const Backtest& b, const Watch& watch, double alarm) {
  fmt::print("{}: {} to {}, every {} days, {} steps, {} scenarios, {} outcomes\n\n", watch.title, to_iso(b.first), to_iso(b.last),
             b.every_days, b.steps, b.scenarios, b.outcomes);
  fmt::print("SCORES, of all steps (Brier, reliability and log: less is better)\n");
  print_scores(b, false);
  fmt::print("\nOF BEGINNINGS ALONE (it had not come true within a horizon before)\n");
  print_scores(b, true);
  fmt::print("\nCALIBRATION\n  {:>14}{:>11}{:>10}{:>10}\n", "said", "forecasts", "mean", "came");
  for (const CalibrationBin& c : b.calibration)
    fmt::print("  {:>5.1f} to {:>4.1f}%{:>11}{:>9.2f}%{:>9.2f}%\n", 100 * c.from, 100 * c.to, c.forecasts, 100 * c.mean_p, 100 * c.share_came);
  fmt::print("\nALARM LEVELS\n  {:>6}{:>8}{:>8}{:>14}{:>12}{:>12}\n", "level", "came", "warned", "false alarms", "a year", "lead days");
  for (const AlarmLevel& l : b.levels)
    fmt::print("  {:>5.0f}%{:>8}{:>8}{:>14}{:>12.1f}{:>12.1f}\n", 100 * l.level, l.came, l.warned, l.false_alarms, l.false_alarms_a_year, l.median_lead_days);
  if (!b.warnings.empty()) fmt::print("\nWHAT CAME\n");
  for (const Warning& w : b.warnings)
    fmt::print("  {}  {}: {:.1f}% the step before; {}\n", to_iso(w.came), w.title, 100 * w.p_before,
               w.lead_days < 0 ? fmt::format("never at {:.0f}%", 100 * alarm) : fmt::format("at {:.0f}% {} days before", 100 * alarm, w.lead_days));
  fmt::print("\nALARMS at {:.0f}%\n", 100 * alarm);
  if (b.alarms.empty()) fmt::print("  none\n");
  for (const Alarm& a : b.alarms)
    fmt::print("  {} to {}  {:>3.0f}%  {}  {} [{}]\n", to_iso(a.from), to_iso(a.to), 100 * a.peak, a.came ? "came " : "FALSE", a.title, fmt::join(a.active, ", "));
  if (!b.plans.empty()) fmt::print("\nPLANS FIRED\n");
  for (const PlanRun& p : b.plans) fmt::print("  {} to {}  {}\n", to_iso(p.from), to_iso(p.to), p.title);
}

Outcome write_learnt(const BacktestOptions& options, const Watch& learnt, const BacktestSettings& settings) {
  if (options.learnt.empty()) return Done{};
  const std::string from = fmt::format("{} and {}, {} to {}, every {} days", std::filesystem::path(shown_address(options.archive)).filename().string(),
                                       std::filesystem::path(options.outcomes).filename().string(),
                                       to_iso(settings.first), to_iso(settings.last), settings.every_days);
  std::ofstream file(options.learnt, std::ios::binary);
  file << learnt_text(learnt, from);
  file.close();
  if (!file) return Error{"backtest", options.learnt, "it cannot be written", "a file that can"};
  return Done{};
}

int run(const BacktestOptions& options) {
  auto watch = read_watch(options.watch);
  if (!watch) return complain(watch.error(), kWrongUsage);
  const auto archive = open_archive(options.archive, Access::kRead);
  if (!archive) return complain(archive.error(), kWrongUsage);
  const auto range = report_range(**archive);
  if (!range) return complain(range.error(), kNothingUsable);
  const auto first = day_or("--from", options.from, range->first), last = day_or("--until", options.until, range->second);
  if (!first) return complain(first.error(), kWrongUsage);
  if (!last) return complain(last.error(), kWrongUsage);
  if (*last < *first) return complain("--until: found " + to_iso(*last) + ", expected a day not before " + to_iso(*first), kWrongUsage);
  const auto knowledge = Knowledge::load(share_dir() / "data", options.tables);
  if (!knowledge) return complain(knowledge.error(), kWrongUsage);
  const auto code_of = [&](std::string_view name) -> std::string {
    for (const Party* party : knowledge->who_is(std::string(name)))
      if (party->kind == Party::Kind::kCountry && !party->roles.empty()) return party->roles.front().code;
    return "";
  };
  const auto outcomes = read_outcomes(options.outcomes, *watch, options.where, code_of);
  if (!outcomes) return complain(outcomes.error(), kWrongUsage);
  if (!outcomes->unknown_units.empty())
    fmt::print(stderr, "outcomes of no scenario here: {}\n", fmt::join(outcomes->unknown_units, "; "));
  BacktestSettings settings{*first, *last, options.every, options.alarm, outcomes->ends};
  if (!options.learn_until.empty()) {
    const auto split = day_or("--learn-until", options.learn_until, *first);
    if (!split) return complain(split.error(), kWrongUsage);
    BacktestSettings before = settings;
    before.last = *split;
    auto learnt = learn(*watch, {}, before, **archive, *outcomes);
    if (!learnt) return complain(learnt.error(), kNothingUsable);
    if (auto written = write_learnt(options, *learnt, before); !written) return complain(written.error(), kNothingUsable);
    watch = std::move(learnt);
    settings.first = *split + std::chrono::days(1);
  }
  const auto result = backtest(*watch, {}, settings, **archive, *outcomes);
  if (!result) return complain(result.error(), kNothingUsable);
  if (options.json)
    fmt::print("{}\n", line_of(record_of(*result)));
  else
    print_page(*result, *watch, options.alarm);
  return result->steps == 0 ? kNothingUsable : kDone;
}

}  // namespace

void add_backtest(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<BacktestOptions>();
  CLI::App* verb = app.add_subcommand("backtest", "how well a watch would have warned");
  verb->add_option("WATCH", options->watch, "watch file (TOML)")->required();
  verb->add_option("--outcomes", options->outcomes, "CSV of what came: date (or year, month, day) and scenario, unit or country")->required();
  verb->add_option("--where", options->where, "only outcomes with COLUMN=VALUE,VALUE; may be given again");
  verb->add_option("--from", options->from, "first day; default the archive's");
  verb->add_option("--until", options->until, "last day; default the archive's");
  verb->add_option("--every", options->every, "days between steps")->check(CLI::Range(1, 366))->capture_default_str();
  verb->add_option("--alarm", options->alarm, "the probability that counts as a warning")->check(CLI::Range(0.0, 1.0))->capture_default_str();
  verb->add_option("--learn-until", options->learn_until, "learn base rates and ratios up to this day, score what comes after");
  verb->add_option("--learnt", options->learnt, "write what was learnt, for the watch's `learnt`");
  verb->add_option("--tables", options->tables, "folder of tables that add to or override the built-in ones");
  verb->add_flag("--json", options->json, "one JSON object");
  add_archive_option(*verb, options->archive);
  verb->footer(
      "Example: brink backtest examples/coups/watch.toml --archive icews.db --outcomes coups.csv\n"
      "           --where event_type=coup,attempted --every 7 --learn-until 2018-12-31");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
