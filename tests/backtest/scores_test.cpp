// SPDX-License-Identifier: Apache-2.0
#include "backtest/scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace brink {
namespace {

using Forecasts = std::vector<Forecast>;

TEST(Scores, OfNothingAreZeroAndUndefinedOnesNeutral) {
  const Scores s = score({});
  EXPECT_EQ(s.forecasts, 0u);
  EXPECT_EQ(score(Forecasts{{0.3, false}}).auroc, 0.5);
}

TEST(Scores, ByHand) {
  const Forecasts f = {{0.8, true}, {0.4, false}, {0.4, true}, {0.1, false}};
  const Scores s = score(f);
  EXPECT_NEAR(s.brier, (0.04 + 0.16 + 0.36 + 0.01) / 4, 1e-12);
  EXPECT_NEAR(s.log_score, -(std::log(0.8) + std::log(0.6) + std::log(0.4) + std::log(0.9)) / 4, 1e-12);
  EXPECT_NEAR(s.auroc, 3.5 / 4, 1e-12);  // one tie
  EXPECT_NEAR(s.average_precision, 0.5 * 1 + 0.5 * 2 / 3, 1e-12);
}

TEST(Scores, APerfectForecasterAndItsOpposite) {
  const Scores good = score(Forecasts{{1, true}, {0, false}, {0, false}});
  EXPECT_EQ(good.brier, 0);
  EXPECT_EQ(good.auroc, 1);
  EXPECT_EQ(good.average_precision, 1);
  const Scores bad = score(Forecasts{{0, true}, {1, false}, {1, false}});
  EXPECT_EQ(bad.brier, 1);
  EXPECT_EQ(bad.auroc, 0);
  EXPECT_TRUE(std::isfinite(bad.log_score));
}

TEST(Scores, TheConstantForecasterRanksNothing) {
  Forecasts f;
  for (int i = 0; i < 100; ++i) f.push_back({0.1, i % 10 == 0});
  const Scores s = score(f);
  EXPECT_NEAR(s.auroc, 0.5, 1e-12);
  EXPECT_NEAR(s.average_precision, 0.1, 1e-12);
  EXPECT_NEAR(s.reliability, 0, 1e-12);
  EXPECT_NEAR(s.resolution, 0, 1e-12);
  EXPECT_NEAR(s.brier, s.uncertainty, 1e-12);
}

TEST(Scores, BrierIsItsPartsWhereEachBinHoldsOneForecast) {
  std::mt19937 random(3);
  Forecasts f;
  const double said[] = {0.003, 0.03, 0.15, 0.45, 0.85};
  for (int i = 0; i < 5000; ++i) {
    const double p = said[random() % 5];
    f.push_back({p, static_cast<double>(random() % 1000) / 1000 < p * 0.8});
  }
  const Scores s = score(f);
  EXPECT_NEAR(s.brier, s.reliability - s.resolution + s.uncertainty, 1e-9);
  EXPECT_GT(s.reliability, 0);
}

TEST(Scores, CalibrationCountsEveryForecastOnce) {
  const auto bins = calibration(Forecasts{{0, false}, {1, true}, {0.5, true}, {0.5, false}, {0.07, false}});
  std::size_t all = 0;
  for (const CalibrationBin& bin : bins) {
    all += bin.forecasts;
    EXPECT_GE(bin.mean_p, bin.from);
    EXPECT_LE(bin.mean_p, bin.to);
  }
  EXPECT_EQ(all, 5u);
  EXPECT_EQ(bins.back().forecasts, 1u);
}

}  // namespace
}  // namespace brink
