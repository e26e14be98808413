// SPDX-License-Identifier: Apache-2.0
#include "parse/tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace brink::parse {
namespace {

bool is_tree(const std::vector<int>& heads) {
  const int n = static_cast<int>(heads.size());
  if (std::count(heads.begin(), heads.end(), 0) != 1) return false;
  for (int d = 1; d <= n; ++d) {
    int at = d, steps = 0;
    while (at > 0 && ++steps <= n) at = heads[at - 1];
    if (at != 0) return false;
  }
  return true;
}

double worth(const std::vector<float>& scores, const std::vector<int>& heads) {
  double sum = 0;
  for (std::size_t d = 0; d < heads.size(); ++d) sum += scores[d * (heads.size() + 1) + heads[d]];
  return sum;
}

// The best of all single-rooted trees whose root is `root`, by trying every choice of heads.
double best_by_trying(const std::vector<float>& scores, int n, int root) {
  double best = -1e30;
  std::vector<int> heads(n, 0);
  const auto next = [&] {
    for (int& h : heads) {
      if (++h <= n) return true;
      h = 0;
    }
    return false;
  };
  do {
    if (heads[root - 1] == 0 && is_tree(heads)) best = std::max(best, worth(scores, heads));
  } while (next());
  return best;
}

TEST(BestTree, NoTokensNoTree) { EXPECT_TRUE(best_tree({}, 0).empty()); }

TEST(BestTree, OneTokenHangsOnTheRoot) {
  EXPECT_EQ(best_tree(std::vector<float>{-5, 3}, 1), std::vector<int>{0});
}

TEST(BestTree, IsTheBestOfAllTreesWithItsRoot) {
  std::mt19937 dice(1);
  std::uniform_real_distribution<float> any(-4, 4);
  for (int round = 0; round < 300; ++round) {
    const int n = 2 + round % 4;
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = any(dice);
    const auto heads = best_tree(scores, n);
    ASSERT_TRUE(is_tree(heads));
    const int root = static_cast<int>(std::find(heads.begin(), heads.end(), 0) - heads.begin()) + 1;
    ASSERT_NEAR(worth(scores, heads), best_by_trying(scores, n, root), 1e-3);
  }
}

TEST(BestTree, IsATreeForLongSentencesToo) {
  std::mt19937 dice(2);
  std::uniform_real_distribution<float> any(-4, 4);
  for (const int n : {40, 150, 256}) {
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = any(dice);
    EXPECT_TRUE(is_tree(best_tree(scores, n)));
  }
}

}  // namespace
}  // namespace brink::parse
