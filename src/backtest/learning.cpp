// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "backtest/backtest.h"
#include "backtest/labels.h"

namespace brink {
namespace {

constexpr double kMemoryYears = 15;       // after which an outcome counts half for a base rate
constexpr double kPooledYears = 15;       // so many years of the family's rate stand beside a unit's own
constexpr double kArguedOutcomes = 5;     // so many outcomes the argued ratios weigh
constexpr double kArguedQuiet = 200;      // and so many scenario-horizons without one
constexpr double kDaysAYear = 365.25;

// Outcomes and years, faded by age.
struct Exposure {
  double outcomes = 0, years = 0;
};

std::vector<Exposure> exposures(const Watch& watch, const Outcomes& outcomes, Day now) {
  const auto age = [&](Day day) { return static_cast<double>((now - day).count()) / kDaysAYear; };
  // The integral of 2^(-t/H) over the years that the outcomes cover.
  const double covered = std::max(0.0, age(outcomes.begins));
  const double years = kMemoryYears / std::log(2.0) * (1 - std::exp2(-covered / kMemoryYears));
  std::vector<Exposure> all(watch.scenarios.size(), {0, years});
  for (const CameTrue& o : outcomes.all)
    if (o.day < now) all[o.scenario].outcomes += std::exp2(-age(o.day) / kMemoryYears);
  return all;
}

// Gamma-Poisson: a unit's own outcomes, shrunk towards its family's rate.
void learn_base_rates(Watch& watch, const Outcomes& outcomes, Day now) {
  const auto own = exposures(watch, outcomes, now);
  std::map<std::string, Exposure> pooled;
  for (std::size_t i = 0; i < own.size(); ++i) {
    Exposure& family = pooled[watch.scenarios[i].family];
    family.outcomes += own[i].outcomes, family.years += own[i].years;
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Exposure& family = pooled[watch.scenarios[i].family];
    // Half an outcome keeps a family that never had one from being called impossible.
    const double rate = (family.outcomes + 0.5) / std::max(1.0, family.years);
    const double a_year = (own[i].outcomes + kPooledYears * rate) / (own[i].years + kPooledYears);
    watch.scenarios[i].base_rate =
        std::clamp(1 - std::exp(-a_year * watch.scenarios[i].horizon_days / kDaysAYear), 1e-5, 0.9);
  }
}

// What is usual in each unit, by this archive; the argued rate weighs as in the assessment.
void learn_usual(Watch& watch, const Replay& replayed, const AssessSettings& assess) {
  for (std::size_t i = 0; i < watch.indicators.size(); ++i) {
    double& usual = watch.indicators[i].usual_per_week;
    usual = (usual * assess.usual_weighs_weeks + replayed.per_week[i] * replayed.weeks) /
            (assess.usual_weighs_weeks + replayed.weeks);
    usual = std::max(usual, 0.001);
  }
}

// How often indicators of one family were active before outcomes of one family, and else. Stirring is
// half active, as in the assessment.
struct Seen {
  double active_before = 0, before = 0, active_else = 0, elsewhere = 0;
};

using Families = std::pair<std::string, std::string>;  // of indicator and scenario

std::map<Families, Seen> count(const Watch& watch, const std::vector<ReplayStep>& steps,
                               const Labels& labels, const BacktestSettings& settings) {
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i) by_id[watch.scenarios[i].id] = i;
  std::map<Families, Seen> all;
  for (std::size_t k = 0; k < watch.indicators.size(); ++k)
    for (const Bearing& bearing : watch.indicators[k].bearing) {
      const std::size_t scenario = by_id.at(bearing.scenario);
      const int horizon = watch.scenarios[scenario].horizon_days;
      // Steps within one horizon see the same outcome: together they count once.
      const double share = std::min(1.0, static_cast<double>(settings.every_days) / horizon);
      Seen& seen = all[{watch.indicators[k].family, watch.scenarios[scenario].family}];
      for (const ReplayStep& step : steps) {
        if (step.day + std::chrono::days(horizon) > settings.last) break;
        if (labels.came(scenario, step.day)) continue;
        const double active = step.states[k] == State::kActive     ? share
                              : step.states[k] == State::kStirring ? share / 2
                                                                   : 0;
        const bool comes = labels.comes(scenario, step.day);
        (comes ? seen.before : seen.elsewhere) += share;
        (comes ? seen.active_before : seen.active_else) += active;
      }
    }
  return all;
}

void learn_ratio(Bearing& bearing, const Seen& seen) {
  const ActiveRates argued = active_rates(bearing);
  // Both rates are shrunk to what was argued. History tells well how often it is active for nothing;
  // the ratio carries over to what is known of that.
  const double if_not = (seen.active_else + kArguedQuiet * argued.if_not) / (seen.elsewhere + kArguedQuiet);
  const double expected = std::clamp(argued.if_it_comes / argued.if_not * if_not, 0.01, 0.95);
  const double if_comes =
      (seen.active_before + kArguedOutcomes * expected) / (seen.before + kArguedOutcomes);
  bearing.present = std::clamp(if_comes / if_not, 0.01, 100.0);
  bearing.absent = std::clamp((1 - if_comes) / (1 - if_not), 0.01, 100.0);
}

}  // namespace

Result<Watch> learn(const Watch& watch, const AssessSettings& assess, const BacktestSettings& settings,
                    const Archive& archive, const Outcomes& outcomes) {
  const auto replayed = replay(watch, assess, archive, settings.first, settings.last, settings.every_days);
  if (!replayed) return replayed.error();
  Watch learnt = watch;
  learn_base_rates(learnt, outcomes, settings.last);
  learn_usual(learnt, *replayed, assess);
  std::vector<CameTrue> before;
  for (const CameTrue& o : outcomes.all)
    if (o.day <= settings.last) before.push_back(o);
  const auto seen = count(watch, replayed->steps, Labels(watch, before), settings);
  std::map<std::string, std::string> family;
  for (const Scenario& s : watch.scenarios) family[s.id] = s.family;
  for (Indicator& indicator : learnt.indicators)
    for (Bearing& bearing : indicator.bearing)
      learn_ratio(bearing, seen.at({indicator.family, family[bearing.scenario]}));
  return learnt;
}

}  // namespace brink
