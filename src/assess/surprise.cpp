// SPDX-License-Identifier: Apache-2.0
#include "assess/surprise.h"

#include <cmath>

namespace brink {
namespace {

// The series and the continued fraction of the incomplete gamma function (Abramowitz and Stegun
// 6.5.29, 6.5.31); each converges quickly on its side of x = a + 1.
constexpr int kMostTerms = 10'000;
constexpr double kSmall = 1e-12;

double front(double a, double x) { return std::exp(-x + a * std::log(x) - std::lgamma(a)); }

double lower_by_series(double a, double x) {
  double term = 1 / a, sum = term;
  for (int n = 1; n < kMostTerms && term > sum * kSmall; ++n) sum += term *= x / (a + n);
  return sum * front(a, x);
}

double upper_by_fraction(double a, double x) {
  constexpr double kTiny = 1e-300;
  double b = x + 1 - a, c = 1 / kTiny, d = 1 / b, h = d;
  for (int n = 1; n < kMostTerms; ++n) {
    const double an = -n * (n - a);
    b += 2;
    d = 1 / (std::fabs(an * d + b) < kTiny ? kTiny : an * d + b);
    c = std::fabs(b + an / c) < kTiny ? kTiny : b + an / c;
    h *= c * d;
    if (std::fabs(c * d - 1) < kSmall) break;
  }
  return h * front(a, x);
}

}  // namespace

double chance_of_so_many(double observed, double expected) {
  if (observed <= 0) return 1;
  if (expected <= 0) return 0;
  return expected < observed + 1 ? lower_by_series(observed, expected)
                                 : 1 - upper_by_fraction(observed, expected);
}

double weight(double age_days, double half_life_days) {
  return std::exp2(-age_days / half_life_days);
}

Fading fading(double half_life_days, int window) {
  Fading sums;
  for (int age = 0; age < window; ++age) {
    const double w = weight(age, half_life_days);
    sums.sum += w;
    sums.squares += w * w;
  }
  return sums;
}

}  // namespace brink
