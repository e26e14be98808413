// SPDX-License-Identifier: Apache-2.0
#include "assess/decisions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assess/scenarios.h"

namespace brink {
namespace {

// What may come, as a decision sees it: its scenarios, and last "none of them".
using Chances = std::vector<double>;

std::vector<std::size_t> scenarios_of(const Decision& decision, const Watch& watch) {
  std::vector<std::size_t> indexes;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i)
    if (std::any_of(decision.actions.begin(), decision.actions.end(),
                    [&](const Action& a) { return a.loss.contains(watch.scenarios[i].id); }))
      indexes.push_back(i);
  return indexes;
}

// One scenario's probability stays what it is; those of several that are to exclude each other are
// cut down to one.
Chances chances_of(const std::vector<std::size_t>& scenarios, const std::vector<double>& p) {
  Chances chances;
  double sum = 0;
  for (const std::size_t i : scenarios) sum += p[i];
  for (const std::size_t i : scenarios) chances.push_back(sum > 1 ? p[i] / sum : p[i]);
  chances.push_back(std::max(0.0, 1 - sum));
  return chances;
}

// losses[action][what comes]
using Losses = std::vector<std::vector<double>>;

Losses losses_of(const Decision& decision, const Watch& watch, const std::vector<std::size_t>& scenarios) {
  Losses losses;
  for (const Action& action : decision.actions) {
    std::vector<double> row;
    for (const std::size_t i : scenarios) {
      const auto it = action.loss.find(watch.scenarios[i].id);
      row.push_back(it == action.loss.end() ? action.otherwise : it->second);
    }
    row.push_back(action.otherwise);
    losses.push_back(std::move(row));
  }
  return losses;
}

double expected(const std::vector<double>& row, const Chances& chances) {
  double sum = 0;
  for (std::size_t i = 0; i < row.size(); ++i) sum += row[i] * chances[i];
  return sum;
}

double least(const Losses& losses, const Chances& chances) {
  double best = std::numeric_limits<double>::infinity();
  for (const auto& row : losses) best = std::min(best, expected(row, chances));
  return best;
}

double least_if_known(const Losses& losses, const Chances& chances) {
  double sum = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    double best = std::numeric_limits<double>::infinity();
    for (const auto& row : losses) best = std::min(best, row[i]);
    sum += best * chances[i];
  }
  return sum;
}

// The chance that the indicator becomes active within the wait, over all that may come.
double chance_of_news(const Indicator& indicator, const Decision& decision, const Watch& watch,
                      const std::vector<std::size_t>& scenarios, const Chances& chances) {
  double active = 0, base = 1;
  std::vector<const Bearing*> bearings(scenarios.size(), nullptr);
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    for (const Bearing& b : indicator.bearing)
      if (b.scenario == watch.scenarios[scenarios[i]].id) {
        bearings[i] = &b;
        base = std::min(base, active_rates(b).if_not);
      }
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& scenario = watch.scenarios[scenarios[i]];
    // The ratios are about the whole horizon; a shorter wait sees its share of what begins in it.
    const double share =
        std::min(1.0, static_cast<double>(decision.wait_days) / scenario.horizon_days);
    active += chances[i] * share * (bearings[i] ? active_rates(*bearings[i]).if_it_comes : base);
  }
  const double share = scenarios.empty() ? 1
                                         : std::min(1.0, static_cast<double>(decision.wait_days) /
                                                             watch.scenarios[scenarios[0]].horizon_days);
  return active + chances.back() * share * base;
}

// What comes if the indicator stays as it is, so that both answers together give what is known now.
Chances remaining(const Chances& now, const Chances& with, double chance) {
  Chances rest;
  double sum = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    rest.push_back(std::max(0.0, (now[i] - chance * with[i]) / (1 - chance)));
    sum += rest.back();
  }
  for (double& p : rest) p /= sum;
  return rest;
}

// The chance can be no greater than both answers together allow.
double greatest_chance(const Chances& now, const Chances& with) {
  double most = 1;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (with[i] > 0) most = std::min(most, now[i] / with[i]);
  return most;
}

std::vector<EvidenceValue> values_of(const Decision& decision, const Watch& watch,
                                     const ScenarioModel& model, const DayStandings& today,
                                     const std::vector<std::size_t>& scenarios, const Losses& losses,
                                     const Chances& now) {
  std::vector<EvidenceValue> values;
  for (std::size_t i = 0; i < watch.indicators.size(); ++i) {
    if (today.standings[i].state == State::kActive) continue;
    const bool bears = std::any_of(
        watch.indicators[i].bearing.begin(), watch.indicators[i].bearing.end(), [&](const Bearing& b) {
          return std::any_of(scenarios.begin(), scenarios.end(),
                             [&](std::size_t s) { return watch.scenarios[s].id == b.scenario; });
        });
    if (!bears) continue;
    DayStandings active = today;
    active.standings[i].state = State::kActive;
    const Chances with = chances_of(scenarios, model.probabilities(active));
    const double chance =
        std::min({chance_of_news(watch.indicators[i], decision, watch, scenarios, now),
                  greatest_chance(now, with), 0.99});
    const double value = least(losses, now) - chance * least(losses, with) -
                         (1 - chance) * least(losses, remaining(now, with, chance));
    if (value > 1e-9) values.push_back({watch.indicators[i].id, chance, value});
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const EvidenceValue& a, const EvidenceValue& b) { return a.value > b.value; });
  return values;
}

DecisionReading read_one(const Decision& decision, const Watch& watch, const ScenarioModel& model,
                         const DayStandings& today) {
  const auto scenarios = scenarios_of(decision, watch);
  const Chances now = chances_of(scenarios, model.probabilities(today));
  const Losses losses = losses_of(decision, watch, scenarios);
  DecisionReading reading;
  reading.id = decision.id, reading.title = decision.title, reading.wait_days = decision.wait_days;
  for (std::size_t i = 0; i < losses.size(); ++i)
    reading.actions.push_back({decision.actions[i].id, decision.actions[i].title, expected(losses[i], now)});
  std::stable_sort(reading.actions.begin(), reading.actions.end(),
                   [](const ActionReading& a, const ActionReading& b) { return a.expected_loss < b.expected_loss; });
  reading.best = reading.actions.front().id;
  reading.value_of_perfect_information = least(losses, now) - least_if_known(losses, now);
  reading.evidence = values_of(decision, watch, model, today, scenarios, losses, now);
  if (!reading.evidence.empty())
    reading.value_of_waiting = std::max(0.0, reading.evidence.front().value - decision.wait_costs);
  return reading;
}

}  // namespace

ActiveRates active_rates(const Bearing& bearing) {
  // present = a / b and absent = (1 - a) / (1 - b).
  constexpr double kUnknown = 0.1;
  const double gap = bearing.present - bearing.absent;
  double if_not = std::fabs(gap) < 1e-9 ? kUnknown : (1 - bearing.absent) / gap;
  if (!(if_not > 0 && if_not < 1)) if_not = kUnknown;
  return {std::min(0.99, bearing.present * if_not), if_not};
}

std::vector<DecisionReading> read_decisions(const Watch& watch, const AssessSettings& settings,
                                            const DayStandings& today) {
  const ScenarioModel model(watch, settings);
  std::vector<DecisionReading> readings;
  for (const Decision& decision : watch.decisions)
    readings.push_back(read_one(decision, watch, model, today));
  return readings;
}

}  // namespace brink
