// SPDX-License-Identifier: Apache-2.0
#include "assess/surprise.h"

#include <gtest/gtest.h>

#include <cmath>

namespace brink {
namespace {

double poisson_tail(int least, double mean) {
  double below = 0, term = std::exp(-mean);
  for (int n = 0; n < least; ++n) below += term, term *= mean / (n + 1);
  return 1 - below;
}

TEST(Surprise, IsThePoissonTailAtWholeCounts) {
  for (const double mean : {0.01, 0.3, 1.0, 4.5, 20.0})
    for (int count = 1; count < 40; ++count)
      EXPECT_NEAR(chance_of_so_many(count, mean), poisson_tail(count, mean), 1e-9)
          << count << " of " << mean;
}

TEST(Surprise, FallsWithTheCountAndRisesWithWhatIsUsual) {
  for (double n = 0.1; n < 30; n += 0.3) {
    EXPECT_LE(chance_of_so_many(n + 0.3, 5), chance_of_so_many(n, 5));
    EXPECT_LE(chance_of_so_many(5, n), chance_of_so_many(5, n + 0.3));
  }
}

TEST(Surprise, EdgesAreCertainOrImpossible) {
  EXPECT_EQ(chance_of_so_many(0, 3), 1);
  EXPECT_EQ(chance_of_so_many(2, 0), 0);
  EXPECT_GE(chance_of_so_many(1e6, 3), 0);
  EXPECT_NEAR(chance_of_so_many(3, 1e6), 1, 1e-9);
  EXPECT_TRUE(std::isfinite(chance_of_so_many(1e5, 1e5)));
}

TEST(Surprise, AHappeningHalvesInAHalfLife) {
  EXPECT_DOUBLE_EQ(weight(0, 7), 1);
  EXPECT_DOUBLE_EQ(weight(14, 7), 0.25);
  EXPECT_NEAR(fading(1, 4).sum, 1.875, 1e-12);
}

}  // namespace
}  // namespace brink
