// SPDX-License-Identifier: Apache-2.0
#include "assess/tipping.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "assess/condition.h"
#include "assess/scenarios.h"

namespace brink {
namespace {

constexpr std::size_t kPairsOf = 60;    // changes that are tried two by two: the strongest
constexpr std::size_t kTriplesOf = 14;  // and three by three
constexpr double kNotable = 0.1;        // in log odds; what moves a scenario less is not told

// The part of a watch that one question needs, with the standings of its indicators.
struct Part {
  Watch watch;
  DayStandings today;
  std::vector<double> week_ago;
};

Part part_of(const Watch& watch, const DayStandings& today, const std::vector<double>& week_ago,
             const std::set<std::string>& scenarios, const std::set<std::string>& indicators) {
  std::set<std::string> groups, wanted = scenarios;
  for (const Scenario& s : watch.scenarios)
    if (scenarios.contains(s.id) && !s.exclusive.empty()) groups.insert(s.exclusive);
  Part part;
  for (std::size_t i = 0; i < watch.scenarios.size(); ++i) {
    const Scenario& s = watch.scenarios[i];
    if (!scenarios.contains(s.id) && !groups.contains(s.exclusive)) continue;
    wanted.insert(s.id);
    part.watch.scenarios.push_back(s);
    part.week_ago.push_back(week_ago[i]);
  }
  part.today.coverage = today.coverage;
  for (std::size_t i = 0; i < watch.indicators.size(); ++i) {
    const Indicator& indicator = watch.indicators[i];
    const bool bears =
        std::any_of(indicator.bearing.begin(), indicator.bearing.end(),
                    [&](const Bearing& b) { return wanted.contains(b.scenario); });
    if (!bears && !indicators.contains(indicator.id)) continue;
    part.watch.indicators.push_back(indicator);
    part.today.standings.push_back(today.standings[i]);
  }
  return part;
}

struct Tried {
  std::size_t indicator;
  State to;
};

// The part as it would stand if some indicators were in another state.
class WhatIf {
 public:
  WhatIf(const Part& part, const AssessSettings& settings, const Assessment& board)
      : part_(part), settings_(settings), model_(part.watch, settings), now_(model_.probabilities(part.today)) {
    for (const Scenario& s : part.watch.scenarios)
      for (const ScenarioReading& r : board.scenarios)
        if (r.id == s.id) board_.scenarios.push_back(bare(r));
    for (const Indicator& i : part.watch.indicators)
      for (const IndicatorReading& r : board.indicators)
        if (r.id == i.id) {
          IndicatorReading reading;
          reading.id = r.id, reading.state = r.state, reading.observed = r.observed;
          board_.indicators.push_back(reading);
        }
  }

  std::vector<Tried> all_changes() const {
    std::vector<Tried> changes;
    for (std::size_t i = 0; i < part_.watch.indicators.size(); ++i)
      for (const State to : {State::kActive, State::kQuiet})
        if (part_.today.standings[i].state != to) changes.push_back({i, to});
    return changes;
  }

  std::vector<double> probabilities(std::span<const Tried> changes) const {
    DayStandings day = part_.today;
    for (const Tried& change : changes) {
      day.standings[change.indicator].state = change.to;
      day.standings[change.indicator].ever_seen = true;
    }
    return model_.probabilities(day);
  }

  Assessment board_with(std::span<const Tried> changes) const {
    Assessment board = board_;
    const auto p = probabilities(changes);
    for (std::size_t i = 0; i < board.scenarios.size(); ++i) {
      ScenarioReading& s = board.scenarios[i];
      const double moved = log_odds(p[i]) - log_odds(now_[i]);
      s.p = p[i], s.low = shifted(s.low, moved), s.high = shifted(s.high, moved);
      s.trend = trend_of(part_.week_ago[i], p[i], settings_.trend_log_odds);
    }
    for (const Tried& change : changes) board.indicators[change.indicator].state = change.to;
    return board;
  }

  const std::vector<double>& now() const { return now_; }

  std::vector<StateChange> named(std::span<const Tried> changes) const {
    std::vector<StateChange> all;
    for (const Tried& c : changes)
      all.push_back({part_.watch.indicators[c.indicator].id, part_.today.standings[c.indicator].state, c.to});
    return all;
  }

 private:
  static ScenarioReading bare(const ScenarioReading& r) {
    ScenarioReading reading;
    reading.id = r.id, reading.p = r.p, reading.low = r.low, reading.high = r.high, reading.trend = r.trend;
    return reading;
  }
  static double shifted(double p, double by) { return 1 / (1 + std::exp(-log_odds(p) - by)); }

  const Part& part_;
  const AssessSettings& settings_;
  ScenarioModel model_;
  std::vector<double> now_;
  Assessment board_;
};

// The first set of changes, fewest first and then strongest first, that `flips`.
template <class Flips>
std::optional<std::vector<Tried>> least_set(const std::vector<Tried>& changes, const Flips& flips) {
  for (const Tried& a : changes)
    if (flips(std::vector<Tried>{a})) return std::vector<Tried>{a};
  const std::size_t pairs = std::min(changes.size(), kPairsOf);
  for (std::size_t i = 0; i < pairs; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (changes[i].indicator != changes[j].indicator && flips(std::vector<Tried>{changes[j], changes[i]}))
        return std::vector<Tried>{changes[j], changes[i]};
  const std::size_t triples = std::min(changes.size(), kTriplesOf);
  for (std::size_t i = 0; i < triples; ++i)
    for (std::size_t j = 0; j < i; ++j)
      for (std::size_t k = 0; k < j; ++k) {
        const std::vector<Tried> three = {changes[k], changes[j], changes[i]};
        const bool apart = three[0].indicator != three[1].indicator &&
                           three[1].indicator != three[2].indicator &&
                           three[0].indicator != three[2].indicator;
        if (apart && flips(three)) return three;
      }
  return std::nullopt;
}

// Strongest on the scenario first; without one, in the watch's order.
void strongest_first(std::vector<Tried>& changes, const WhatIf& what_if) {
  std::vector<std::pair<double, Tried>> weighed;
  for (const Tried& change : changes) {
    const auto p = what_if.probabilities(std::span(&change, 1));
    double most = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
      most = std::max(most, std::fabs(log_odds(p[i]) - log_odds(what_if.now()[i])));
    weighed.emplace_back(most, change);
  }
  std::stable_sort(weighed.begin(), weighed.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < changes.size(); ++i) changes[i] = weighed[i].second;
}

std::optional<TippingPoint> tipping_of(const Plan& plan, const Condition& condition,
                                       const WhatIf& what_if, bool holds) {
  auto changes = what_if.all_changes();
  strongest_first(changes, what_if);
  const auto set = least_set(changes, [&](const std::vector<Tried>& tried) {
    return condition.holds(what_if.board_with(tried), 0) != holds;
  });
  if (!set) return std::nullopt;
  TippingPoint point{"plan", plan.id, holds ? "stands down" : "fires", what_if.named(*set), 0};
  const auto scenarios = condition.scenarios();
  if (!scenarios.empty())
    for (const ScenarioReading& s : what_if.board_with(*set).scenarios)
      if (s.id == scenarios.front()) point.p_after = s.p;
  return point;
}

// The change that raises the scenario most, and the one that lowers it most.
std::vector<TippingPoint> extremes_of(const std::string& scenario, std::size_t index,
                                      const WhatIf& what_if) {
  std::vector<TippingPoint> points;
  const auto changes = what_if.all_changes();
  for (const double sign : {+1.0, -1.0}) {
    double most = kNotable;
    std::optional<TippingPoint> best;
    for (const Tried& change : changes) {
      const double p = what_if.probabilities(std::span(&change, 1))[index];
      const double moved = sign * (log_odds(p) - log_odds(what_if.now()[index]));
      if (moved <= most) continue;
      most = moved;
      best = TippingPoint{"scenario", scenario, sign > 0 ? "rises" : "falls",
                          what_if.named(std::span(&change, 1)), p};
    }
    if (best) points.push_back(*best);
  }
  return points;
}

}  // namespace

std::string trend_of(double before, double now, double least) {
  const double change = log_odds(now) - log_odds(before);
  return change >= least ? "rising" : change <= -least ? "falling" : "steady";
}

Result<std::vector<TippingPoint>> tipping_points(const Watch& watch, const AssessSettings& settings,
                                                 const DayStandings& today,
                                                 const std::vector<double>& week_ago,
                                                 const Assessment& board) {
  std::vector<TippingPoint> points;
  for (std::size_t i = 0; i < watch.plans.size(); ++i) {
    const auto condition = Condition::read(watch.plans[i].condition, watch);
    if (!condition) return condition.error();
    const auto scenarios = condition->scenarios(), indicators = condition->indicators();
    const Part part = part_of(watch, today, week_ago, {scenarios.begin(), scenarios.end()},
                              {indicators.begin(), indicators.end()});
    const WhatIf what_if(part, settings, board);
    if (auto point = tipping_of(watch.plans[i], *condition, what_if, board.plans[i].state == "fired"))
      points.push_back(std::move(*point));
  }
  for (const Scenario& scenario : watch.scenarios) {
    const Part part = part_of(watch, today, week_ago, {scenario.id}, {});
    const WhatIf what_if(part, settings, board);
    for (std::size_t i = 0; i < part.watch.scenarios.size(); ++i)
      if (part.watch.scenarios[i].id == scenario.id)
        for (TippingPoint& point : extremes_of(scenario.id, i, what_if))
          points.push_back(std::move(point));
  }
  return points;
}

}  // namespace brink
