// SPDX-License-Identifier: Apache-2.0
#include "base/rates.h"

#include <gtest/gtest.h>

#include <vector>

namespace brink {
namespace {

std::vector<Week> weeks(std::size_t count, double happenings, double exposure = 1) {
  return std::vector<Week>(count, Week{happenings, exposure});
}

TEST(Usual, WithoutHistoryIsWhatWasArgued) {
  const Usual usual = usual_of(0.5, {}, {});
  EXPECT_DOUBLE_EQ(usual.per_week, 0.5);
  EXPECT_DOUBLE_EQ(usual.dispersion, 1);
}

TEST(Usual, MovesTowardsTheArchivesOwnRate) {
  EXPECT_LT(usual_of(0.5, weeks(10, 3), {}).per_week, usual_of(0.5, weeks(50, 3), {}).per_week);
  EXPECT_NEAR(usual_of(0.5, weeks(50, 3), {}).per_week, 3, 0.8);
  EXPECT_LT(usual_of(0.5, weeks(50, 0), {}).per_week, 0.12);
}

TEST(Usual, ForgetsWhatIsLongPast) {
  std::vector<Week> lately = weeks(52, 0), long_ago = weeks(52, 0);
  for (std::size_t k = 0; k < 10; ++k) lately[k].happenings = 4, long_ago[42 + k].happenings = 4;
  EXPECT_GT(usual_of(0.5, lately, {}).per_week, 1.8 * usual_of(0.5, long_ago, {}).per_week);
}

TEST(Usual, AWeekWithoutPressTellsNothing) {
  auto silent = weeks(52, 0, 0);
  EXPECT_DOUBLE_EQ(usual_of(0.5, silent, {}).per_week, 0.5);
}

TEST(Usual, WhatCameOfLessPressCountsForMore) {
  EXPECT_GT(usual_of(0.5, weeks(30, 2, 0.5), {}).per_week, usual_of(0.5, weeks(30, 2, 2), {}).per_week);
}

TEST(Usual, ClustersAreMoreDispersedThanChance) {
  std::vector<Week> even = weeks(40, 2), clustered = weeks(40, 0);
  for (std::size_t k = 0; k < 40; k += 8) clustered[k].happenings = 16;
  EXPECT_DOUBLE_EQ(usual_of(2, even, {}).dispersion, 1);
  EXPECT_GT(usual_of(2, clustered, {}).dispersion, 5);
}

}  // namespace
}  // namespace brink
