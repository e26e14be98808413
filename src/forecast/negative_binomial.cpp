// SPDX-License-Identifier: Apache-2.0
#include "forecast/negative_binomial.h"

#include <algorithm>
#include <cmath>

namespace brink {
namespace {

constexpr double kPoisson = 1e9;  // a size that no longer differs from it

}  // namespace

NegativeBinomial NegativeBinomial::of_moments(double mean, double variance) {
  return {mean, variance > mean * (1 + mean / kPoisson) ? mean * mean / (variance - mean) : kPoisson};
}

double NegativeBinomial::log_probability(int count) const {
  if (count < 0 || (mean_ <= 0 && count > 0)) return -INFINITY;
  if (mean_ <= 0) return 0;
  // The product of (size + i) / (size + mean) keeps what the difference of two large logarithms would lose.
  double ways = 0;
  if (size_ > 1e5)
    for (int i = 0; i < count; ++i) ways += std::log1p((i - mean_) / (size_ + mean_));
  else
    ways = std::lgamma(size_ + count) - std::lgamma(size_) - count * std::log(size_ + mean_);
  return ways + count * std::log(mean_) - std::lgamma(count + 1.0) - size_ * std::log1p(mean_ / size_);
}

// Each probability from the one before. Where the first is too small to be held, its logarithm is carried.
template <class Visit>
void NegativeBinomial::walk(const Visit& visit) const {
  double log_p = log_probability(0), sum = std::exp(log_p);
  const auto end = static_cast<int>(mean_ + 60 * std::sqrt(variance()) + 60);
  for (int k = 0; k <= end && visit(k, std::min(sum, 1.0)); ++k) {
    if (mean_ <= 0) continue;
    log_p += std::log((k + size_) / (k + 1.0)) + std::log(mean_ / (size_ + mean_));
    sum += std::exp(log_p);
  }
}

int NegativeBinomial::quantile(double p) const {
  int least = 0;
  walk([&](int k, double below) {
    least = k;
    return below < p;
  });
  return least;
}

double NegativeBinomial::crps(int came) const {
  double sum = 0;
  int last = -1;
  walk([&](int k, double below) {
    last = k;
    const double apart = below - (came <= k ? 1 : 0);
    sum += apart * apart;
    return k < came || below < 1 - 1e-10;
  });
  return sum + std::max(0, came - 1 - last);  // beyond the walk all has been exceeded for certain
}

}  // namespace brink
