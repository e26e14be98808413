// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "forecast/link_graph.h"

namespace brink {

// Who is like those that answered before: short vectors of entities and relations, so that a pair that never
// met may still score. The score of object o is <e_s * w_r + c_r, e_o> + b_o: DistMult (Yang et al., ICLR
// 2015) with inverse relations of their own, so that direction matters, and a shift by relation. Trained by
// Adagrad on a softmax over the answers of its batch and entities drawn by lot. Repeats to the bit for a seed.
class LinkLikeness {
 public:
  LinkLikeness(int entities, int relations, std::uint64_t seed);

  // Passes over the links in both directions, in a shuffled order.
  void learn(std::span<const Link> links, int passes, double rate);
  // The score of every entity as object. `relation` of 2 * relations.
  void score(int subject, int relation, std::vector<float>& scores) const;

 private:
  struct Asked {
    int subject, relation, object;
  };
  void step(std::span<const Asked> batch, float rate);

  int entities_, relations_;
  std::mt19937_64 random_;
  std::vector<float> entity_, factor_, shift_, bias_;  // rows of kWidth; bias_ one a row
  std::vector<float> entity_square_, factor_square_, shift_square_, bias_square_;  // of Adagrad, one a row
};

}  // namespace brink
