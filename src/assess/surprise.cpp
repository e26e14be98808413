// SPDX-License-Identifier: Apache-2.0
#include "assess/surprise.h"

#include <algorithm>
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

// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's
// method; converges quickly for x < (a + 1) / (a + b + 2).
double beta_by_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  const auto away = [](double v) { return std::fabs(v) < kTiny ? kTiny : v; };
  double c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), h = d;
  for (int m = 1; m < kMostTerms; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d), c = away(1 + even / c), h *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d), c = away(1 + odd / c), h *= d * c;
    if (std::fabs(d * c - 1) < kSmall) break;
  }
  return h;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) +
                                a * std::log(x) + b * std::log1p(-x));
  return x < (a + 1) / (a + b + 2) ? front * beta_by_fraction(a, b, x) / a
                                   : 1 - front * beta_by_fraction(b, a, 1 - x) / b;
}

double chance_of_so_many(double observed, double expected, double variance) {
  if (observed <= 0) return 1;
  if (expected <= 0) return 0;
  const double size = expected * expected / (variance - expected);
  // From here on a Poisson distribution differs by less than the tables of either.
  constexpr double kLikePoisson = 1e6;
  if (variance <= expected || size > kLikePoisson) return chance_of_so_many(observed, expected);
  return incomplete_beta(observed, size, expected / (expected + size));
}

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
