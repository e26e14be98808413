// SPDX-License-Identifier: Apache-2.0
#include "forecast/mid_rank.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace brink {
namespace {

TEST(MidRank, CountsWhatScoresHigher) {
  const std::vector<float> scores = {5, 4, 3, 2};
  EXPECT_EQ(mid_rank(scores, std::vector{0}, 0), 1);
  EXPECT_EQ(mid_rank(scores, std::vector{3}, 3), 4);
}

TEST(MidRank, IsTheMeanOfBestAndWorstAmongEquals) {
  const std::vector<float> scores = {1, 7, 7, 7, 0};
  EXPECT_EQ(mid_rank(scores, std::vector{2}, 2), 2);  // places 1 to 3
  const std::vector<float> level(10, 0.5F);
  EXPECT_EQ(mid_rank(level, std::vector{4}, 4), 5.5);  // places 1 to 10
}

TEST(MidRank, LeavesOutOtherAnswersOfTheSameTime) {
  const std::vector<float> scores = {9, 8, 7, 7, 6};
  EXPECT_EQ(mid_rank(scores, std::vector{0, 2}, 2), 2.5);        // 8 above, 7 level
  EXPECT_EQ(mid_rank(scores, std::vector{0, 1, 2, 3}, 2), 1);    // all that stood above or level are true as well
  EXPECT_EQ(mid_rank(scores, std::vector{4, 0}, 4), 4);
}

TEST(MidRank, PutsAScoreThatIsNoNumberLast) {
  const float no_number = std::numeric_limits<float>::quiet_NaN();
  EXPECT_GE(mid_rank(std::vector<float>{no_number, 1, 2}, std::vector{0}, 0), 3);
}

TEST(RankFigures, AreMeansOverTheirQueries) {
  RankFigures sum;
  for (const double rank : {1.0, 2.0, 4.0, 20.0}) sum.add(rank);
  const RankFigures mean = sum.mean();
  EXPECT_DOUBLE_EQ(mean.mrr, (1 + 0.5 + 0.25 + 0.05) / 4);
  EXPECT_DOUBLE_EQ(mean.hits1, 0.25);
  EXPECT_DOUBLE_EQ(mean.hits3, 0.5);
  EXPECT_DOUBLE_EQ(mean.hits10, 0.75);
  EXPECT_EQ(mean.queries, 4);
  EXPECT_EQ(RankFigures{}.mean().mrr, 0);
}

}  // namespace
}  // namespace brink
