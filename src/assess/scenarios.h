// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "assess/indicators.h"

namespace brink {

// Base rates and standings of indicators -> the scenarios' probabilities. Method: docs/assess.md.
// `watch` and `settings` must outlive it.
class ScenarioModel {
 public:
  ScenarioModel(const Watch& watch, const AssessSettings& settings);

  // Each scenario's probability with its interval and what bears on it; trend and series are left
  // empty.
  std::vector<ScenarioReading> read(const DayStandings& day) const;

  // The probabilities alone, in the watch's order.
  std::vector<double> probabilities(const DayStandings& day) const;

 private:
  struct Link {
    std::size_t indicator;
    const Bearing* bearing;
  };
  struct Voice {  // what one indicator says about one scenario
    std::size_t indicator = 0;
    double log_ratio = 0;
  };
  struct Evidence {
    double sum = 0, deviation = 0;  // in log odds
  };
  // Scenarios that exclude each other share what is left with "none of them": each is weighed by its
  // base rate times its evidence.
  struct Shares {
    double rest = 1, weighed = 0;  // "none of them", and the weights of the others
  };

  std::vector<Voice> voices_on(std::size_t scenario, const DayStandings& day) const;
  void discount(std::vector<Voice>& voices) const;
  Evidence weigh(const std::vector<Voice>& voices, const DayStandings& day) const;
  Shares shares_of(std::size_t scenario, const std::vector<Evidence>& evidence) const;

  const Watch& watch_;
  const AssessSettings& settings_;
  std::vector<std::vector<Link>> links_;     // by scenario
  std::vector<std::vector<std::size_t>> rivals_;  // by scenario: those that exclude it
};

double log_odds(double p);

}  // namespace brink
