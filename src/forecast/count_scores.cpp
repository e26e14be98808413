// SPDX-License-Identifier: Apache-2.0
#include "forecast/count_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace brink {
namespace {

constexpr double kLeastMean = 0.05;  // of a rival: certainty of 0 would cost it infinitely much
constexpr double kLeastLog = -30;    // a probability too small to be held counts as this much

// The mean that a rival foresees from the weeks before `week`.
using RivalMean = std::function<double(const WeeklyCounts&, std::size_t week)>;

double last_count(const WeeklyCounts& counts, std::size_t week) {
  while (week-- > 0)
    if (counts[week] >= 0) return std::max<double>(counts[week], kLeastMean);
  return kLeastMean;
}

double mean_count(const WeeklyCounts& counts, std::size_t week) {
  double sum = 0, weeks = 0;
  for (std::size_t i = 0; i < week; ++i)
    if (counts[i] >= 0) sum += counts[i], weeks += 1;
  return weeks > 0 ? std::max(sum / weeks, kLeastMean) : kLeastMean;
}

// The size under which the rival foresaw the learning weeks best.
double rival_size(const WeeklyCounts& counts, std::size_t learning, const RivalMean& mean) {
  double best = 1, most = -INFINITY;
  for (const double size : {0.1, 0.3, 0.7, 1.5, 3.0, 6.0, 15.0, 60.0}) {
    double sum = 0;
    for (std::size_t week = 8; week < learning; ++week)
      if (counts[week] >= 0) sum += NegativeBinomial(mean(counts, week), size).log_probability(counts[week]);
    if (sum > most) most = sum, best = size;
  }
  return best;
}

void add(CountScore& score, const NegativeBinomial& foreseen, int came) {
  score.crps += foreseen.crps(came);
  score.log_score -= std::max(foreseen.log_probability(came), kLeastLog);
  score.within50 += came >= foreseen.quantile(0.25) && came <= foreseen.quantile(0.75);
  score.within90 += came >= foreseen.quantile(0.05) && came <= foreseen.quantile(0.95);
  ++score.forecasts;
}

CountScore mean_of(CountScore score) {
  const double n = std::max<double>(1, static_cast<double>(score.forecasts));
  score.crps /= n, score.log_score /= n, score.within50 /= n, score.within90 /= n;
  return score;
}

}  // namespace

std::vector<CountScore> score_counts(std::span<const WeeklyCounts> series, std::size_t learning, int ahead) {
  std::vector<WeeklyCounts> begun;
  for (const WeeklyCounts& counts : series) begun.emplace_back(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(std::min(learning, counts.size())));
  const auto models = fit_count_models(begun);
  std::vector<int> distances = {1};
  if (ahead > 1) distances.push_back(ahead);
  const std::array<std::pair<const char*, RivalMean>, 2> rivals = {{{"no change", last_count}, {"mean", mean_count}}};
  std::vector<CountScore> scores;
  for (const int distance : distances) {
    CountScore own{"brink", distance};
    std::array<CountScore, 2> others = {{{rivals[0].first, distance}, {rivals[1].first, distance}}};
    for (std::size_t s = 0; s < series.size(); ++s) {
      const WeeklyCounts& counts = series[s];
      const auto states = states_of(counts, models[s]);
      const std::array<double, 2> sizes = {rival_size(counts, learning, last_count), rival_size(counts, learning, mean_count)};
      for (std::size_t week = learning + static_cast<std::size_t>(distance) - 1; week < counts.size(); ++week) {
        if (counts[week] < 0) continue;
        const std::size_t origin = week + 1 - static_cast<std::size_t>(distance);
        add(own, look_ahead(states[origin], models[s], distance), counts[week]);
        for (std::size_t r = 0; r < 2; ++r) add(others[r], {rivals[r].second(counts, origin), sizes[r]}, counts[week]);
      }
    }
    scores.push_back(mean_of(own));
    for (const CountScore& other : others) scores.push_back(mean_of(other));
  }
  return scores;
}

}  // namespace brink
