// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "forecast/link_features.h"

namespace brink {

// A question to learn from: its answers' rows first, then rows of others. `offset` is added to a row's score
// and stands for the candidates that the row was drawn for.
struct LinkLesson {
  int relation = 0;
  std::size_t answers = 0;
  std::vector<float> rows;     // x kLinkFeatures
  std::vector<float> offsets;  // one a row
};

// Weighs the features of a candidate to one score: two hidden layers of rectified units that also see a short
// vector of the relation, trained with Adam so that each answer stands out among the candidates of its
// question (softmax over the list, other answers aside, as the filter has it). Repeats to the bit for a seed.
class LinkBlend {
 public:
  LinkBlend(int relations, std::uint64_t seed);

  // Takes the scale of the features from these lessons; to be called once, before the first `learn`.
  void settle(std::span<const LinkLesson> lessons);
  // One pass in a shuffled order. Gives the mean loss in nats an answer.
  double learn(std::span<const LinkLesson> lessons, double rate);
  // A score for every row.
  void score(int relation, std::span<const float> rows, std::vector<float>& scores) const;

 private:
  void step(std::span<const LinkLesson> lessons, std::span<const std::size_t> batch, double rate);

  std::mt19937_64 random_;
  std::vector<float> shift_, scale_;
  std::vector<float> weights_, mean_, square_;  // of the net, then of every relation's vector
  std::vector<std::vector<float>> gradients_;   // by worker
  std::vector<double> losses_;                  // by worker
  long steps_ = 0;
};

}  // namespace brink
