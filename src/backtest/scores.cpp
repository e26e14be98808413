// SPDX-License-Identifier: Apache-2.0
#include "backtest/scores.h"

#include <algorithm>
#include <cmath>

namespace brink {
namespace {

constexpr double kLeast = 1e-4;  // of a probability in the log score: no forecast loses everything

// Finer where rare things are forecast.
constexpr double kEdges[] = {0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

std::size_t bin_of(double p) {
  const auto* end = std::upper_bound(std::begin(kEdges), std::end(kEdges) - 1, p);
  return static_cast<std::size_t>(end - std::begin(kEdges)) - 1;
}

std::vector<Forecast> highest_first(std::span<const Forecast> forecasts) {
  std::vector<Forecast> sorted(forecasts.begin(), forecasts.end());
  std::sort(sorted.begin(), sorted.end(), [](const Forecast& a, const Forecast& b) { return a.p > b.p; });
  return sorted;
}

void add_ranks(Scores& scores, std::span<const Forecast> forecasts) {
  const auto sorted = highest_first(forecasts);
  double found = 0, taken = 0, above = 0;  // of what came; of all; pairs won by what came
  const double came = static_cast<double>(scores.came);
  const double stayed = static_cast<double>(scores.forecasts - scores.came);
  double stayed_so_far = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    double hits = 0, misses = 0;
    const double p = sorted[i].p;
    for (; i < sorted.size() && sorted[i].p == p; ++i) (sorted[i].came ? hits : misses) += 1;
    found += hits, taken += hits + misses;
    above += hits * (stayed - stayed_so_far - misses) + hits * misses / 2;
    stayed_so_far += misses;
    if (came > 0) scores.average_precision += hits / came * (found / taken);
  }
  scores.auroc = came > 0 && stayed > 0 ? above / (came * stayed) : 0.5;
}

}  // namespace

std::vector<CalibrationBin> calibration(std::span<const Forecast> forecasts) {
  std::vector<CalibrationBin> bins;
  for (std::size_t i = 0; i + 1 < std::size(kEdges); ++i) bins.push_back({kEdges[i], kEdges[i + 1], 0, 0, 0});
  for (const Forecast& f : forecasts) {
    CalibrationBin& bin = bins[bin_of(f.p)];
    ++bin.forecasts;
    bin.mean_p += f.p;
    bin.share_came += f.came;
  }
  std::erase_if(bins, [](const CalibrationBin& b) { return b.forecasts == 0; });
  for (CalibrationBin& bin : bins) {
    bin.mean_p /= static_cast<double>(bin.forecasts);
    bin.share_came /= static_cast<double>(bin.forecasts);
  }
  return bins;
}

Scores score(std::span<const Forecast> forecasts) {
  Scores scores;
  scores.forecasts = forecasts.size();
  if (forecasts.empty()) return scores;
  const double n = static_cast<double>(forecasts.size());
  for (const Forecast& f : forecasts) {
    scores.came += f.came;
    scores.brier += std::pow(f.p - f.came, 2) / n;
    scores.log_score -= std::log(std::max(kLeast, f.came ? f.p : 1 - f.p)) / n;
  }
  const double rate = static_cast<double>(scores.came) / n;
  scores.uncertainty = rate * (1 - rate);
  for (const CalibrationBin& bin : calibration(forecasts)) {
    const double share = static_cast<double>(bin.forecasts) / n;
    scores.reliability += share * std::pow(bin.mean_p - bin.share_came, 2);
    scores.resolution += share * std::pow(bin.share_came - rate, 2);
  }
  add_ranks(scores, forecasts);
  return scores;
}

}  // namespace brink
