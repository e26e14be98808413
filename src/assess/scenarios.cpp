// SPDX-License-Identifier: Apache-2.0
#include "assess/scenarios.h"

#include <algorithm>
#include <cmath>

namespace brink {
namespace {

// Standard deviations in log odds. A base rate may be off by a factor of two either way; a
// likelihood ratio by half of its logarithm; one that rests on a single outlet by all of it.
constexpr double kBaseRate = 0.69;
constexpr double kArgued = 0.5;
constexpr double kOneOutlet = 1.0;
constexpr double kNoCoverage = 1.0;  // when nothing is reported at all
constexpr double kEightyPercent = 1.2816;

// What one indicator says about one scenario.
struct Voice {
  const IndicatorState* from = nullptr;
  double log_ratio = 0;
};

double log_ratio(const Bearing& bearing, const IndicatorState& state, double coverage,
                 const AssessSettings& settings) {
  switch (state.reading.state) {
    case State::kActive:
      return std::log(bearing.present);
    case State::kStirring:
      return settings.stirring_counts * std::log(bearing.present);
    case State::kQuiet:
      break;
  }
  return state.ever_seen ? coverage * std::log(bearing.absent) : 0;
}

std::vector<Voice> voices_on(const Scenario& scenario, const AssessSettings& settings,
                             const IndicatorStates& indicators) {
  std::vector<Voice> voices;
  for (const IndicatorState& state : indicators.states)
    for (const Bearing& bearing : state.indicator->bearing)
      if (bearing.scenario == scenario.id)
        voices.push_back({&state, log_ratio(bearing, state, indicators.coverage, settings)});
  return voices;
}

std::vector<std::string> within_usual(const Scenario& scenario, const IndicatorStates& indicators) {
  std::vector<std::string> ids;
  for (const IndicatorState& state : indicators.states) {
    if (state.reading.state != State::kQuiet || state.reading.stories.empty()) continue;
    for (const Bearing& bearing : state.indicator->bearing)
      if (bearing.scenario == scenario.id && bearing.present > 1) ids.push_back(state.indicator->id);
  }
  return ids;
}

void strongest_first(std::vector<Voice>& voices) {
  std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) {
    return std::fabs(a.log_ratio) > std::fabs(b.log_ratio);
  });
}

// No voice is independent of the others, those of one group least.
void discount(std::vector<Voice>& voices, const AssessSettings& settings) {
  strongest_first(voices);
  std::set<std::string> heard;
  for (Voice& voice : voices) {
    const std::string& group = voice.from->indicator->group;
    if (!group.empty() && !heard.insert(group).second) voice.log_ratio *= settings.group_discount;
  }
  strongest_first(voices);
  for (std::size_t i = 1; i < voices.size(); ++i) voices[i].log_ratio *= settings.common_cause;
}

struct Evidence {
  double sum = 0, deviation = 0;  // in log odds
};

Evidence weigh(const std::vector<Voice>& voices, double coverage) {
  Evidence evidence;
  double variance = kBaseRate * kBaseRate + std::pow((1 - coverage) * kNoCoverage, 2);
  for (const Voice& voice : voices) {
    evidence.sum += voice.log_ratio;
    const bool alone = voice.from->reading.state != State::kQuiet && voice.from->outlets.size() < 2;
    variance += std::pow(voice.log_ratio * (alone ? kOneOutlet : kArgued), 2);
  }
  evidence.deviation = std::sqrt(variance);
  return evidence;
}

// Scenarios that exclude each other share what is left with "none of them": each is weighed by its
// base rate times its evidence.
struct Shares {
  double rest = 1, weighed = 0;  // "none of them", and the weights of the others
};

double probability(double base_rate, double evidence, Shares others) {
  const double weight = base_rate * std::exp(std::clamp(evidence, -50.0, 50.0));
  return weight / (weight + others.weighed + others.rest);
}

}  // namespace

double log_odds(double p) {
  p = std::clamp(p, 1e-9, 1 - 1e-9);
  return std::log(p / (1 - p));
}

std::vector<ScenarioReading> read_scenarios(const Watch& watch, const AssessSettings& settings,
                                            const IndicatorStates& indicators) {
  std::vector<ScenarioReading> readings;
  std::vector<Evidence> evidence;
  for (const Scenario& scenario : watch.scenarios) {
    auto voices = voices_on(scenario, settings, indicators);
    discount(voices, settings);
    evidence.push_back(weigh(voices, indicators.coverage));
    ScenarioReading reading;
    reading.id = scenario.id, reading.title = scenario.title,
    reading.base_rate = scenario.base_rate;
    reading.within_usual = within_usual(scenario, indicators);
    for (const Voice& voice : voices) {
      if (std::fabs(voice.log_ratio) < 1e-9) continue;
      (voice.log_ratio > 0 ? reading.speaking_for : reading.speaking_against)
          .push_back(voice.from->indicator->id);
      reading.weights.push_back({voice.from->indicator->id, voice.log_ratio});
    }
    readings.push_back(std::move(reading));
  }
  for (std::size_t i = 0; i < readings.size(); ++i) {
    Shares others{1 - watch.scenarios[i].base_rate, 0};
    for (std::size_t j = 0; j < readings.size(); ++j) {
      if (j == i || watch.scenarios[i].exclusive.empty() ||
          watch.scenarios[j].exclusive != watch.scenarios[i].exclusive)
        continue;
      others.rest -= watch.scenarios[j].base_rate;
      others.weighed +=
          watch.scenarios[j].base_rate * std::exp(std::clamp(evidence[j].sum, -50.0, 50.0));
    }
    others.rest = std::max(others.rest, 0.0);
    const auto at = [&](double deviations) {
      return probability(watch.scenarios[i].base_rate,
                         evidence[i].sum + deviations * evidence[i].deviation, others);
    };
    readings[i].p = at(0), readings[i].low = at(-kEightyPercent),
    readings[i].high = at(kEightyPercent);
  }
  return readings;
}

}  // namespace brink
