// SPDX-License-Identifier: Apache-2.0
#include "assess/scenarios.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace brink {
namespace {

// Standard deviations in log odds. A base rate may be off by a factor of two either way; a
// likelihood ratio by half of its logarithm; one that rests on a single outlet by all of it.
constexpr double kBaseRate = 0.69;
constexpr double kArgued = 0.5;
constexpr double kOneOutlet = 1.0;
constexpr double kNoCoverage = 1.0;  // when nothing is reported at all
constexpr double kEightyPercent = 1.2816;

double log_ratio(const Bearing& bearing, const Standing& standing, double coverage,
                 const AssessSettings& settings) {
  switch (standing.state) {
    case State::kActive:
      return std::log(bearing.present);
    case State::kStirring:
      return settings.stirring_counts * std::log(bearing.present);
    case State::kQuiet:
      break;
  }
  return standing.ever_seen ? coverage * std::log(bearing.absent) : 0;
}

template <class Voices>
void strongest_first(Voices& voices) {
  std::stable_sort(voices.begin(), voices.end(), [](const auto& a, const auto& b) {
    return std::fabs(a.log_ratio) > std::fabs(b.log_ratio);
  });
}

double weight_of(double base_rate, double evidence) {
  return base_rate * std::exp(std::clamp(evidence, -50.0, 50.0));
}

}  // namespace

double log_odds(double p) {
  p = std::clamp(p, 1e-9, 1 - 1e-9);
  return std::log(p / (1 - p));
}

ScenarioModel::ScenarioModel(const Watch& watch, const AssessSettings& settings)
    : watch_(watch),
      settings_(settings),
      links_(watch.scenarios.size()),
      rivals_(watch.scenarios.size()) {
  std::map<std::string, std::size_t> by_id;
  std::map<std::string, std::vector<std::size_t>> exclusive;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i) {
    by_id[watch.scenarios[i].id] = i;
    if (!watch.scenarios[i].exclusive.empty()) exclusive[watch.scenarios[i].exclusive].push_back(i);
  }
  for (std::size_t i = 0; i < watch.indicators.size(); ++i)
    for (const Bearing& bearing : watch.indicators[i].bearing)
      if (const auto it = by_id.find(bearing.scenario); it != by_id.end())
        links_[it->second].push_back({i, &bearing});
  for (const auto& [name, together] : exclusive)
    for (const std::size_t one : together)
      for (const std::size_t other : together)
        if (one != other) rivals_[one].push_back(other);
}

std::vector<ScenarioModel::Voice> ScenarioModel::voices_on(std::size_t scenario,
                                                           const DayStandings& day) const {
  std::vector<Voice> voices;
  for (const Link& link : links_[scenario])
    voices.push_back({link.indicator, log_ratio(*link.bearing, day.standings[link.indicator],
                                                day.coverage, settings_)});
  return voices;
}

// No voice is independent of the others, those of one group least.
void ScenarioModel::discount(std::vector<Voice>& voices) const {
  strongest_first(voices);
  std::set<std::string> heard;
  for (Voice& voice : voices) {
    const std::string& group = watch_.indicators[voice.indicator].group;
    if (!group.empty() && !heard.insert(group).second) voice.log_ratio *= settings_.group_discount;
  }
  strongest_first(voices);
  for (std::size_t i = 1; i < voices.size(); ++i) voices[i].log_ratio *= settings_.common_cause;
}

ScenarioModel::Evidence ScenarioModel::weigh(const std::vector<Voice>& voices,
                                             const DayStandings& day) const {
  Evidence evidence;
  double variance = kBaseRate * kBaseRate + std::pow((1 - day.coverage) * kNoCoverage, 2);
  for (const Voice& voice : voices) {
    evidence.sum += voice.log_ratio;
    const Standing& standing = day.standings[voice.indicator];
    const bool alone = standing.state != State::kQuiet && standing.alone;
    variance += std::pow(voice.log_ratio * (alone ? kOneOutlet : kArgued), 2);
  }
  evidence.deviation = std::sqrt(variance);
  return evidence;
}

ScenarioModel::Shares ScenarioModel::shares_of(std::size_t scenario,
                                               const std::vector<Evidence>& evidence) const {
  Shares others{1 - watch_.scenarios[scenario].base_rate, 0};
  for (const std::size_t rival : rivals_[scenario]) {
    others.rest -= watch_.scenarios[rival].base_rate;
    others.weighed += weight_of(watch_.scenarios[rival].base_rate, evidence[rival].sum);
  }
  others.rest = std::max(others.rest, 0.0);
  return others;
}

std::vector<double> ScenarioModel::probabilities(const DayStandings& day) const {
  std::vector<Evidence> evidence;
  for (std::size_t i = 0; i < watch_.scenarios.size(); ++i) {
    auto voices = voices_on(i, day);
    discount(voices);
    Evidence sum;
    for (const Voice& voice : voices) sum.sum += voice.log_ratio;
    evidence.push_back(sum);
  }
  std::vector<double> all;
  for (std::size_t i = 0; i < watch_.scenarios.size(); ++i) {
    const double own = weight_of(watch_.scenarios[i].base_rate, evidence[i].sum);
    const Shares others = shares_of(i, evidence);
    all.push_back(own / (own + others.weighed + others.rest));
  }
  return all;
}

std::vector<ScenarioReading> ScenarioModel::read(const DayStandings& day) const {
  std::vector<ScenarioReading> readings;
  std::vector<Evidence> evidence;
  for (std::size_t i = 0; i < watch_.scenarios.size(); ++i) {
    auto voices = voices_on(i, day);
    discount(voices);
    evidence.push_back(weigh(voices, day));
    ScenarioReading reading;
    reading.id = watch_.scenarios[i].id, reading.title = watch_.scenarios[i].title,
    reading.base_rate = watch_.scenarios[i].base_rate;
    for (const Link& link : links_[i]) {
      const Standing& standing = day.standings[link.indicator];
      if (standing.state == State::kQuiet && standing.observed > 0 && link.bearing->present > 1)
        reading.within_usual.push_back(watch_.indicators[link.indicator].id);
    }
    for (const Voice& voice : voices) {
      if (std::fabs(voice.log_ratio) < 1e-9) continue;
      const std::string& id = watch_.indicators[voice.indicator].id;
      (voice.log_ratio > 0 ? reading.speaking_for : reading.speaking_against).push_back(id);
      reading.weights.push_back({id, voice.log_ratio});
    }
    readings.push_back(std::move(reading));
  }
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const Shares others = shares_of(i, evidence);
    const auto at = [&](double deviations) {
      const double own = weight_of(watch_.scenarios[i].base_rate,
                                   evidence[i].sum + deviations * evidence[i].deviation);
      return own / (own + others.weighed + others.rest);
    };
    readings[i].p = at(0), readings[i].low = at(-kEightyPercent),
    readings[i].high = at(kEightyPercent);
  }
  return readings;
}

}  // namespace brink
