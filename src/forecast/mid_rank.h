// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace brink {

// The rank of `answer` among all entities by their scores, the highest first: the mean of the best and the
// worst place that ties allow. The other `answers`, true at the same time, stand aside (the time-aware
// filter). Method: Gastinger et al., "Comparing Apples and Oranges?", ECML PKDD 2023.
double mid_rank(std::span<const float> scores, std::span<const int> answers, int answer);

// Figures over many ranks.
struct RankFigures {
  double mrr = 0, hits1 = 0, hits3 = 0, hits10 = 0;  // sums until `mean`
  long queries = 0;

  void add(double rank);
  void add(const RankFigures& others);
  RankFigures mean() const;
};

}  // namespace brink
