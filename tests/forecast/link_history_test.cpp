// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "forecast/link_blend.h"
#include "forecast/link_rules.h"

namespace brink {
namespace {

TEST(LinkTally, FadesByItsHalfLivesAndNeverInTheLast) {
  const LinkFading fading;
  LinkTally tally;
  tally.add(0, fading);
  tally.add(8, fading);
  const auto now = tally.at(16, fading);
  EXPECT_NEAR(now[1], 0.25 + 0.5, 1e-6);  // half-life 8
  EXPECT_EQ(now[3], 2);
  EXPECT_EQ(tally.last, 8);
  EXPECT_EQ(tally.before, 0);
  EXPECT_EQ(LinkTally{}.at(5, fading)[3], 0);
}

TEST(LinkHistory, HoldsEveryLinkBothWays) {
  LinkHistory history(4, 2);
  history.add(std::vector<Link>{{0, 1, 2, 0}, {0, 1, 3, 0}});
  ASSERT_NE(history.ends(0, 1), nullptr);
  EXPECT_EQ(history.ends(0, 1)->size(), 2u);
  ASSERT_NE(history.ends(2, 3), nullptr);  // the inverse of 1
  EXPECT_EQ(history.ends(2, 3)->front().object, 0);
  EXPECT_EQ(history.ends(2, 1), nullptr);
  EXPECT_EQ(history.of_both(0, 1)->faded[3], 2);
  EXPECT_EQ(history.pairs(3).front().uses.front().relation, 3);
}

TEST(LinkHistory, TheNearestAreThoseMetMostOfLate) {
  LinkHistory history(4, 1);
  history.add(std::vector<Link>{{0, 0, 1, 0}});
  history.add(std::vector<Link>{{0, 0, 2, 400}});
  history.add(std::vector<Link>{{0, 0, 3, 401}, {3, 0, 0, 401}});
  const auto& nearest = history.nearest(0);
  ASSERT_EQ(nearest.size(), 3u);
  EXPECT_EQ(history.pairs(0)[static_cast<std::size_t>(nearest[0])].object, 3);  // twice
  EXPECT_EQ(history.pairs(0)[static_cast<std::size_t>(nearest[2])].object, 1);  // long ago
}

// Praise is asked of 0, who had blamed 1 and 2 the step before; 1 is the answer. A rule without evidence is believed
// 0.002 with the weight of 20 questions.
TEST(LinkRules, CountHowOftenATieWasFollowed) {
  LinkHistory history(4, 2);
  history.add(std::vector<Link>{{0, 1, 1, 0}, {0, 1, 2, 0}});
  LinkRules rules(4);
  rules.learn({0, 0, {1}}, history, 1);
  const LinkPair& pair = history.pairs(0).front();
  EXPECT_NEAR(rules.judge(0, pair, 1).strongest, (1 + 0.04) / (2 + 20), 1e-6);
  EXPECT_NEAR(rules.judge(0, pair, 2).strongest, 0.002, 1e-6);   // of another age
  EXPECT_NEAR(rules.judge(1, pair, 1).strongest, 0.002, 1e-6);   // of another relation
  rules.learn({0, 0, {}}, history, 1);
  EXPECT_NEAR(rules.judge(0, pair, 1).strongest, (1 + 0.04) / (4 + 20), 1e-6);
}

TEST(LinkBlend, LearnsWhichFeatureTells) {
  std::mt19937_64 random(5);
  std::vector<LinkLesson> lessons(600);
  for (LinkLesson& lesson : lessons) {
    lesson.answers = 1;
    for (int row = 0; row < 10; ++row) {
      for (std::size_t f = 0; f < kLinkFeatures; ++f) lesson.rows.push_back(static_cast<float>(random() % 1000) / 1000);
      if (row == 0) lesson.rows[lesson.rows.size() - 1] += 1;  // the answer has more of the last
      lesson.offsets.push_back(0);
    }
  }
  LinkBlend blend(2, 1);
  blend.settle(lessons);
  const double first = blend.learn(lessons, 2e-3);
  double last = first;
  for (int pass = 0; pass < 8; ++pass) last = blend.learn(lessons, 2e-3);
  EXPECT_LT(first, 2.5);  // ln 10 is a guess
  EXPECT_LT(last, 0.2);
  std::vector<float> scores;
  blend.score(0, lessons[0].rows, scores);
  EXPECT_EQ(std::ranges::max_element(scores) - scores.begin(), 0);
}

}  // namespace
}  // namespace brink
