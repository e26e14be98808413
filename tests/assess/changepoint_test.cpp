// SPDX-License-Identifier: Apache-2.0
#include "assess/changepoint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "assess/surprise.h"

namespace brink {
namespace {

// The tail of a negative binomial summed term by term.
double summed_tail(int least, double mean, double variance) {
  const double size = mean * mean / (variance - mean), p = size / (size + mean);
  double below = 0;
  for (int n = 0; n < least; ++n)
    below += std::exp(std::lgamma(n + size) - std::lgamma(size) - std::lgamma(n + 1) +
                      size * std::log(p) + n * std::log1p(-p));
  return 1 - below;
}

TEST(Surprise, IsTheNegativeBinomialTailAtWholeCounts) {
  for (const double mean : {0.05, 0.7, 3.0, 12.0})
    for (const double spread : {1.1, 2.0, 6.0})
      for (int count = 1; count < 40; ++count)
        EXPECT_NEAR(chance_of_so_many(count, mean, spread * mean), summed_tail(count, mean, spread * mean), 1e-8)
            << count << " of " << mean << " spread " << spread;
}

TEST(Surprise, NoMoreVarianceThanPoissonIsPoisson) {
  EXPECT_DOUBLE_EQ(chance_of_so_many(4, 2, 2), chance_of_so_many(4, 2));
  EXPECT_NEAR(chance_of_so_many(4, 2, 2.00001), chance_of_so_many(4, 2), 1e-5);
}

TEST(Surprise, ClustersMakeManyLessSurprising) {
  EXPECT_GT(chance_of_so_many(8, 2, 8), 5 * chance_of_so_many(8, 2));
}

TEST(Surprise, TheBetaFunctionIsSymmetric) {
  for (const double a : {0.3, 1.0, 7.5})
    for (const double b : {0.2, 2.0, 40.0})
      for (const double x : {0.01, 0.3, 0.77, 0.99})
        EXPECT_NEAR(incomplete_beta(a, b, x), 1 - incomplete_beta(b, a, 1 - x), 1e-10);
  EXPECT_NEAR(incomplete_beta(1, 1, 0.3), 0.3, 1e-12);
  EXPECT_EQ(incomplete_beta(2, 3, 0), 0);
  EXPECT_EQ(incomplete_beta(2, 3, 1), 1);
}

TEST(ChangePoint, FindsTheDayOnWhichTheRateRose) {
  std::mt19937 random(7);
  std::poisson_distribution<int> before(0.2), after(2.0);
  std::vector<double> counts;
  for (int day = 0; day < 180; ++day)
    counts.push_back(day < 150 ? before(random) : after(random));
  const ChangePoint change = latest_change(counts, 0.2, 60);
  EXPECT_NEAR(static_cast<double>(change.at), 150, 3);
  EXPECT_GT(change.p, 0.8);
  EXPECT_NEAR(change.before, 0.2, 0.12);
  EXPECT_NEAR(change.after, 2, 0.7);
}

TEST(ChangePoint, SteadyDaysHaveNone) {
  std::mt19937 random(8);
  std::poisson_distribution<int> even(1.0);
  std::vector<double> counts;
  for (int day = 0; day < 180; ++day) counts.push_back(even(random));
  const ChangePoint change = latest_change(counts, 1, 60);
  EXPECT_TRUE(change.at == 0 || change.p < 0.5) << change.at << " " << change.p;
}

TEST(ChangePoint, FewOrEmptyDaysHaveNone) {
  EXPECT_EQ(latest_change({}, 1, 60).at, 0u);
  EXPECT_EQ(latest_change(std::vector<double>{5}, 1, 60).at, 0u);
  EXPECT_EQ(latest_change(std::vector<double>(90, 0.0), 0, 60).at, 0u);
  EXPECT_EQ(latest_change(std::vector<double>(90, 1e6), 1, 60).at, 0u);
}

}  // namespace
}  // namespace brink
