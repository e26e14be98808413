// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace brink {

// The chance that so many happenings, or more, come together when `expected` are usual: the upper
// tail of a Poisson distribution, continued to counts that are not whole (the regularised lower
// incomplete gamma function P(observed, expected)). 1 for observed <= 0.
double chance_of_so_many(double observed, double expected);

// The same for a negative binomial distribution of that mean and variance, where the rate itself is
// uncertain or counts come in clusters. A variance not above the mean gives the Poisson's.
double chance_of_so_many(double observed, double expected, double variance);

// The regularised incomplete beta function I_x(a, b), for a, b > 0 and x in 0..1.
double incomplete_beta(double a, double b, double x);

// Happenings that are faded by age, one a day, over `window` days: the sum of their weights, and of
// the weights' squares.
struct Fading {
  double sum = 0, squares = 0;
};
Fading fading(double half_life_days, int window);

// What a happening weighs when it is that old.
double weight(double age_days, double half_life_days);

}  // namespace brink
