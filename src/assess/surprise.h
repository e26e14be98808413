// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace brink {

// The chance that so many happenings, or more, come together when `expected` are usual: the upper
// tail of a Poisson distribution, continued to counts that are not whole (the regularised lower
// incomplete gamma function P(observed, expected)). 1 for observed <= 0.
double chance_of_so_many(double observed, double expected);

// Happenings that are faded by age, one a day, over `window` days: the sum of their weights, and of
// the weights' squares.
struct Fading {
  double sum = 0, squares = 0;
};
Fading fading(double half_life_days, int window);

// What a happening weighs when it is that old.
double weight(double age_days, double half_life_days);

}  // namespace brink
