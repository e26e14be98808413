// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "forecast/link_history.h"

namespace brink {

// Who is asked for: with whom does `subject` stand in `relation`; and, where it is known, the answers.
struct LinkQuestion {
  int subject = 0, relation = 0;
  std::vector<int> answers;  // ascending
};

// What a pair's past relations say of a new one: of all times that `relation` was asked of a subject that had
// stood in another relation with an entity, last so long ago, how often that entity was the answer. The rules
// are cyclic of length one, as TLogic has them (Liu et al., AAAI 2022), but their confidence is counted over
// all questions and by age, not sampled.
class LinkRules {
 public:
  explicit LinkRules(int relations) : cells_(static_cast<std::size_t>(relations)) {}

  // Counts what the questions of a step teach; `history` must end before the step. Several threads may
  // teach at once if no two have questions of one relation.
  void learn(const LinkQuestion& question, const LinkHistory& history, int step);

  // The strongest rule that speaks for a pair, and all of them as if each were independent of the others.
  struct Confidence {
    float strongest = 0, together = 0;
  };
  Confidence judge(int relation, const LinkPair& pair, int step) const;

 private:
  static constexpr std::size_t kBins = 8;
  struct Cell {
    float asked = 0, came = 0;
  };
  static std::size_t bin_of(int age);
  static std::size_t cell_of(int relation, int age) { return static_cast<std::size_t>(relation) * kBins + bin_of(age); }

  std::vector<std::vector<Cell>> cells_;  // by relation asked; empty until it was
};

}  // namespace brink
