// SPDX-License-Identifier: Apache-2.0
#include "forecast/negative_binomial.h"

#include <gtest/gtest.h>

#include <cmath>

namespace brink {
namespace {

// The closed form for Poisson: (y - m)(2 F(y) - 1) + 2 m f(y) - m exp(-2m) (I0(2m) + I1(2m)); Wei and Held, 2014.
double crps_of_poisson(double mean, int came) {
  double p = std::exp(-mean), below = p;
  for (int k = 1; k <= came; ++k) p *= mean / k, below += p;
  return (came - mean) * (2 * below - 1) + 2 * mean * p -
         mean * std::exp(-2 * mean) * (std::cyl_bessel_i(0, 2 * mean) + std::cyl_bessel_i(1, 2 * mean));
}

TEST(NegativeBinomial, OfUnboundedSizeScoresAsPoisson) {
  for (const double mean : {0.1, 1.0, 4.5, 30.0})
    for (const int came : {0, 1, 3, 10, 60})
      EXPECT_NEAR(NegativeBinomial::of_moments(mean, mean).crps(came), crps_of_poisson(mean, came), 1e-6) << mean << " " << came;
}

TEST(NegativeBinomial, OfSizeOneIsGeometric) {
  const NegativeBinomial geometric(3, 1);  // q = 3/4
  for (int k = 0; k < 20; ++k) EXPECT_NEAR(geometric.log_probability(k), std::log(0.25) + k * std::log(0.75), 1e-9);
  EXPECT_NEAR(geometric.crps(0), 0.5625 / (1 - 0.5625), 1e-8);  // the sum of q^(2k + 2)
  EXPECT_EQ(geometric.quantile(0.25), 0);  // P(K <= 0) is 0.25
  EXPECT_EQ(geometric.quantile(0.26), 1);
  EXPECT_EQ(geometric.quantile(0.95), 10);  // 1 - 0.75^11 = 0.958, 1 - 0.75^10 = 0.944
}

TEST(NegativeBinomial, CertaintyCostsTheAbsoluteError) {
  const NegativeBinomial none(0, 2);
  EXPECT_EQ(none.crps(0), 0);
  EXPECT_EQ(none.crps(7), 7);
  EXPECT_EQ(none.quantile(0.95), 0);
  EXPECT_EQ(none.log_probability(0), 0);
  EXPECT_EQ(none.log_probability(1), -INFINITY);
}

TEST(NegativeBinomial, KeepsTheMomentsItIsMadeOf) {
  const NegativeBinomial wide = NegativeBinomial::of_moments(5, 20);
  EXPECT_DOUBLE_EQ(wide.variance(), 20);
  double sum = 0, mean = 0, square = 0;
  for (int k = 0; k < 400; ++k) {
    const double p = std::exp(wide.log_probability(k));
    sum += p, mean += k * p, square += double(k) * k * p;
  }
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_NEAR(mean, 5, 1e-7);
  EXPECT_NEAR(square - mean * mean, 20, 1e-5);
  EXPECT_NEAR(NegativeBinomial::of_moments(5, 3).variance(), 5, 1e-6);  // never less than chance
}

TEST(NegativeBinomial, BearsLargeMeansAndWhatIsFarOff) {
  const NegativeBinomial large(20000, 5);
  EXPECT_NEAR(large.quantile(0.5), 18700, 200);
  EXPECT_TRUE(std::isfinite(large.crps(0)));
  EXPECT_NEAR(NegativeBinomial(2, 5).crps(100000), 99998, 2);
}

}  // namespace
}  // namespace brink
