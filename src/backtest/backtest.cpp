// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.h"

#include <algorithm>
#include <map>
#include <set>

#include "backtest/labels.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr double kLevels[] = {0.02, 0.05, 0.1, 0.2, 0.3, 0.5};
constexpr double kNoChange = 0.95;  // how sure the forecaster is that things stay as they are

using Steps = std::vector<ReplayStep>;

bool is_scored(const Scenario& scenario, Day day, const BacktestSettings& settings) {
  return day + std::chrono::days(scenario.horizon_days) <= settings.outcomes_until;
}

// What one forecaster said of all scenarios at all steps.
class Said {
 public:
  explicit Said(std::string name) { forecaster_.name = std::move(name); }
  void say(double p, bool comes, bool onset) {
    all_.push_back({p, comes});
    if (onset) onset_.push_back({p, comes});
  }
  Forecaster scored() {
    forecaster_.all = score(all_), forecaster_.onset = score(onset_);
    return forecaster_;
  }
  const std::vector<Forecast>& all() const { return all_; }

 private:
  Forecaster forecaster_;
  std::vector<Forecast> all_, onset_;
};

// How often each family's scenarios came true, over all steps: what someone who knew the period's rate
// and nothing else would have said.
std::map<std::string, double> rates_of(const Watch& watch, const Steps& steps, const Labels& labels,
                                       const BacktestSettings& settings) {
  std::map<std::string, std::pair<double, double>> counts;
  for (const ReplayStep& step : steps)
    for (std::size_t i = 0; i < watch.scenarios.size(); ++i)
      if (is_scored(watch.scenarios[i], step.day, settings)) {
        auto& [came, all] = counts[watch.scenarios[i].family];
        came += labels.comes(i, step.day), all += 1;
      }
  std::map<std::string, double> rates;
  for (const auto& [family, count] : counts) rates[family] = count.first / count.second;
  return rates;
}

void score_all(Backtest& result, const Watch& watch, const Steps& steps, const Labels& labels,
               const BacktestSettings& settings) {
  const auto rates = rates_of(watch, steps, labels, settings);
  Said by_watch("watch"), base_rate("base rate"), no_change("no change"), period("the period's own rate");
  for (const ReplayStep& step : steps)
    for (std::size_t i = 0; i < watch.scenarios.size(); ++i) {
      const Scenario& scenario = watch.scenarios[i];
      if (!is_scored(scenario, step.day, settings)) continue;
      const bool comes = labels.comes(i, step.day), came = labels.came(i, step.day);
      by_watch.say(step.p[i], comes, !came);
      base_rate.say(scenario.base_rate, comes, !came);
      no_change.say(came ? kNoChange : std::min(1 - kNoChange, scenario.base_rate), comes, !came);
      period.say(rates.at(scenario.family), comes, !came);
    }
  result.calibration = calibration(by_watch.all());
  for (Said* said : {&by_watch, &base_rate, &no_change, &period}) result.forecasters.push_back(said->scored());
}

std::vector<Alarm> alarms_at(double level, const Watch& watch, const Steps& steps, const Labels& labels,
                             const BacktestSettings& settings) {
  std::vector<Alarm> alarms;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i) {
    bool on = false;
    for (const ReplayStep& step : steps) {
      if (!is_scored(watch.scenarios[i], step.day, settings)) break;
      if (step.p[i] < level) {
        on = false;
        continue;
      }
      if (!on) alarms.push_back({watch.scenarios[i].id, watch.scenarios[i].title, step.day, step.day, 0, false, {}});
      on = true;
      Alarm& alarm = alarms.back();
      alarm.to = step.day;
      alarm.came = alarm.came || labels.comes(i, step.day) || labels.came(i, step.day);
      if (step.p[i] <= alarm.peak) continue;
      alarm.peak = step.p[i];
      alarm.active.clear();
      for (std::size_t k = 0; k < watch.indicators.size(); ++k) {
        const auto& bearing = watch.indicators[k].bearing;
        const bool bears = std::any_of(bearing.begin(), bearing.end(), [&](const Bearing& b) { return b.scenario == watch.scenarios[i].id; });
        if (bears && step.states[k] == State::kActive) alarm.active.push_back(watch.indicators[k].id);
      }
    }
  }
  std::stable_sort(alarms.begin(), alarms.end(), [](const Alarm& a, const Alarm& b) { return a.from < b.from; });
  return alarms;
}

std::vector<Warning> warnings_at(double level, const Watch& watch, const Steps& steps, const Labels& labels) {
  std::vector<Warning> warnings;
  if (steps.empty()) return warnings;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i)
    for (const Day day : labels.days(i)) {
      // Only what could have been warned of for some step.
      if (day <= steps.front().day || day > steps.back().day + std::chrono::days(watch.scenarios[i].horizon_days)) continue;
      Warning warning{watch.scenarios[i].id, watch.scenarios[i].title, day, 0, -1};
      for (const ReplayStep& step : steps) {
        if (step.day >= day) break;
        if (day - step.day > std::chrono::days(watch.scenarios[i].horizon_days)) continue;
        warning.p_before = step.p[i];
        if (step.p[i] >= level && warning.lead_days < 0)
          warning.lead_days = static_cast<int>((day - step.day).count());
      }
      warnings.push_back(std::move(warning));
    }
  std::stable_sort(warnings.begin(), warnings.end(), [](const Warning& a, const Warning& b) { return a.came < b.came; });
  return warnings;
}

AlarmLevel level_of(double level, const Watch& watch, const Steps& steps, const Labels& labels,
                    const BacktestSettings& settings) {
  AlarmLevel row;
  row.level = level;
  std::vector<int> leads;
  for (const Warning& warning : warnings_at(level, watch, steps, labels)) {
    ++row.came;
    if (warning.lead_days < 0) continue;
    ++row.warned;
    leads.push_back(warning.lead_days);
  }
  for (const Alarm& alarm : alarms_at(level, watch, steps, labels, settings)) row.false_alarms += !alarm.came;
  const double years = static_cast<double>(steps.size()) * settings.every_days / 365.25;
  row.false_alarms_a_year = years > 0 ? static_cast<double>(row.false_alarms) / years : 0;
  std::sort(leads.begin(), leads.end());
  if (!leads.empty()) row.median_lead_days = (leads[(leads.size() - 1) / 2] + leads[leads.size() / 2]) / 2.0;
  return row;
}

std::vector<PlanRun> plan_runs(const Watch& watch, const Steps& steps) {
  std::vector<PlanRun> runs;
  for (std::size_t i = 0; i < watch.plans.size(); ++i) {
    bool on = false;
    for (const ReplayStep& step : steps) {
      if (step.fired[i] && !on) runs.push_back({watch.plans[i].id, watch.plans[i].title, step.day, step.day});
      if (step.fired[i]) runs.back().to = step.day;
      on = step.fired[i];
    }
  }
  return runs;
}

}  // namespace

Result<Backtest> backtest(const Watch& watch, const AssessSettings& assess,
                          const BacktestSettings& settings, const Archive& archive,
                          const Outcomes& outcomes) {
  const auto replayed = replay(watch, assess, archive, settings.first, settings.last, settings.every_days);
  if (!replayed) return replayed.error();
  const Steps& steps = replayed->steps;
  const Labels labels(watch, outcomes.all);
  Backtest result;
  result.first = settings.first, result.last = settings.last, result.every_days = settings.every_days;
  result.steps = steps.size(), result.scenarios = watch.scenarios.size();
  score_all(result, watch, steps, labels, settings);
  for (const double level : kLevels) result.levels.push_back(level_of(level, watch, steps, labels, settings));
  result.alarms = alarms_at(settings.alarm, watch, steps, labels, settings);
  result.warnings = warnings_at(settings.alarm, watch, steps, labels);
  result.outcomes = result.warnings.size();
  result.plans = plan_runs(watch, steps);
  return result;
}

}  // namespace brink
