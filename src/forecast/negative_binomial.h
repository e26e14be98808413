// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace brink {

// A distribution over counts from 0 on, of given mean and variance mean + mean^2 / size: the larger the size,
// the closer to Poisson. Mean 0 is certainty of 0.
class NegativeBinomial {
 public:
  // `mean` of 0 or more, up to 1e6; `size` above 0.
  NegativeBinomial(double mean, double size) : mean_(mean), size_(size) {}
  // The one of this mean and variance; a variance not above the mean is taken for Poisson's.
  static NegativeBinomial of_moments(double mean, double variance);

  double mean() const { return mean_; }
  double variance() const { return mean_ + mean_ * mean_ / size_; }
  double log_probability(int count) const;
  // The least count that is not exceeded with a probability of `p`, 0 < p < 1.
  int quantile(double p) const;
  // Continuous ranked probability score of what came, in counts: the sum over all k of (P(K <= k) - [came <= k])^2
  // (Gneiting and Raftery, JASA 2007). 0 is best; for a certain forecast it is the absolute error.
  double crps(int came) const;

 private:
  template <class Visit>
  void walk(const Visit& visit) const;  // visit(k, P(K <= k)) from 0 on while it returns true

  double mean_, size_;
};

}  // namespace brink
