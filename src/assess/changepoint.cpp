// SPDX-License-Identifier: Apache-2.0
#include "assess/changepoint.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace brink {
namespace {

// log of the chance of `count` under a Gamma(shape, rate) mixture of Poissons.
double log_predictive(double count, double shape, double rate) {
  return std::lgamma(shape + count) - std::lgamma(shape) - std::lgamma(count + 1) +
         shape * std::log(rate / (rate + 1)) - count * std::log(rate + 1);
}

double mean(std::span<const double> counts) {
  return counts.empty() ? 0
                        : std::accumulate(counts.begin(), counts.end(), 0.0) /
                              static_cast<double>(counts.size());
}

// run[i]: the chance that the present run began on day i.
std::vector<double> beginnings(std::span<const double> counts, double usual, double hazard) {
  std::vector<double> run, shape, rate;
  for (std::size_t day = 0; day < counts.size(); ++day) {
    const double stays = day == 0 ? 0 : 1 - hazard;
    for (double& p : run) p *= stays;
    run.push_back(day == 0 ? 1 : hazard);
    shape.push_back(std::max(usual, 1e-3)), rate.push_back(1);
    double sum = 0;
    for (std::size_t i = 0; i <= day; ++i) {
      run[i] *= std::exp(log_predictive(counts[day], shape[i], rate[i]));
      shape[i] += counts[day], rate[i] += 1;
      sum += run[i];
    }
    if (sum <= 0) return std::vector<double>(counts.size(), 0);
    for (double& p : run) p /= sum;
  }
  return run;
}

}  // namespace

ChangePoint latest_change(std::span<const double> counts, double usual_per_day, double days_between) {
  constexpr std::size_t kNear = 3, kBefore = 90;
  if (counts.size() < 2) return {};
  const auto run = beginnings(counts, usual_per_day, 1 / days_between);
  ChangePoint change;
  change.at = static_cast<std::size_t>(std::max_element(run.begin(), run.end()) - run.begin());
  if (change.at == 0) return {};
  const std::size_t first = change.at > kNear ? change.at - kNear : 0;
  const std::size_t end = std::min(run.size(), change.at + kNear + 1);
  for (std::size_t i = first; i < end; ++i) change.p += run[i];
  const std::size_t early = change.at > kBefore ? change.at - kBefore : 0;
  change.before = mean(counts.subspan(early, change.at - early));
  change.after = mean(counts.subspan(change.at));
  return change;
}

}  // namespace brink
