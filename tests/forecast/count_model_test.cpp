// SPDX-License-Identifier: Apache-2.0
#include "forecast/count_model.h"

#include <gtest/gtest.h>

#include <random>

#include "forecast/count_scores.h"

namespace brink {
namespace {

// Weeks that excite the next.
WeeklyCounts excited_weeks(std::size_t weeks, double excited, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  WeeklyCounts counts;
  double last = 3;
  for (std::size_t i = 0; i < weeks; ++i) {
    counts.push_back(std::poisson_distribution<int>((1 - excited) * 3 + excited * last)(random));
    last = counts.back();
  }
  return counts;
}

TEST(CountModel, ExpectsWhatIsUsualAndALittleOfLastWeek) {
  const CountModel model{26, 0.5, 0, 1e6};
  EXPECT_NEAR(look_ahead({2, 10}, model, 1).mean(), 6, 1e-12);
  EXPECT_NEAR(look_ahead({2, 10}, model, 2).mean(), 4, 1e-12);
  EXPECT_NEAR(look_ahead({2, 10}, model, 3).mean(), 3, 1e-12);
  EXPECT_NEAR(look_ahead({2, 10}, {26, 0, 0, 1e6}, 1).mean(), 2, 1e-12);
}

// Two weeks ahead by hand: the first week is 6 with variance 6, of which half is carried on.
TEST(CountModel, CarriesTheVarianceForward) {
  const NegativeBinomial two = look_ahead({2, 10}, {26, 0.5, 0, 1e12}, 2);
  EXPECT_NEAR(two.variance(), 0.25 * 6 + 4, 1e-6);
}

TEST(CountModel, KnowsNothingOfTheWeekItForesees) {
  WeeklyCounts counts = excited_weeks(60, 0.6, 1), others = counts;
  for (std::size_t week = 40; week < 60; ++week) others[week] = 50;
  const CountModel model{26, 0.6, 0.5, 2};
  const auto states = states_of(counts, model), other_states = states_of(others, model);
  ASSERT_EQ(states.size(), 61u);
  for (std::size_t week = 0; week <= 40; ++week) {
    EXPECT_EQ(states[week].usual, other_states[week].usual);
    EXPECT_EQ(states[week].recent, other_states[week].recent);
  }
  EXPECT_LT(states[41].usual, other_states[41].usual);
}

TEST(CountModel, AWeekWithoutReportsTellsNothing) {
  WeeklyCounts counts = excited_weeks(60, 0, 2), gap = counts;
  gap.insert(gap.end(), 4, -1);
  EXPECT_EQ(states_of(gap, {26, 0.4, 0.5, 2}).back().recent, states_of(counts, {26, 0.4, 0.5, 2}).back().recent);
  EXPECT_NEAR(states_of(gap, {26, 0.4, 0.5, 2}).back().usual, states_of(counts, {26, 0.4, 0.5, 2}).back().usual, 0.05);
}

TEST(CountModel, TellsExcitedSeriesFromEvenOnes) {
  std::vector<WeeklyCounts> excited, even;
  for (std::uint64_t seed = 0; seed < 6; ++seed) excited.push_back(excited_weeks(300, 0.8, seed)), even.push_back(excited_weeks(300, 0, seed));
  for (const CountModel& model : fit_count_models(excited)) EXPECT_GE(model.excited, 0.4);
  for (const CountModel& model : fit_count_models(even)) EXPECT_LE(model.excited, 0.2);
  EXPECT_TRUE(fit_count_models({}).empty());
  EXPECT_EQ(fit_count_models(std::vector<WeeklyCounts>{{1, 2}}).size(), 1u);
}

TEST(CountScores, BeatBothRivalsWhereWeeksExciteWeeks) {
  std::vector<WeeklyCounts> series;
  for (std::uint64_t seed = 0; seed < 6; ++seed) series.push_back(excited_weeks(400, 0.8, 50 + seed));
  const auto scores = score_counts(series, 240, 4);
  ASSERT_EQ(scores.size(), 6u);
  EXPECT_EQ(scores[0].forecaster, "brink");
  EXPECT_EQ(scores[0].forecasts, 6 * 160);
  for (const std::size_t rival : {1u, 2u}) {
    EXPECT_LT(scores[0].crps, scores[rival].crps);
    EXPECT_LT(scores[0].log_score, scores[rival].log_score);
  }
  EXPECT_GE(scores[0].within90, 0.87);
  EXPECT_LE(scores[0].within90, 0.97);
  EXPECT_EQ(scores[3].ahead, 4);
  EXPECT_GT(scores[3].crps, scores[0].crps);
}

}  // namespace
}  // namespace brink
