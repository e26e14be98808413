// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brink/sentence.h"
#include "sentences/model.h"

namespace brink::sentences {

// A text with the tokens and sentences that a treebank gives it.
struct GoldText {
  std::string text;
  std::vector<Sentence> sentences;
};

struct SplitterSettings {
  int rounds = 12;
  float rate = 0.1f;
  float decay = 2e-6f;   // pull towards zero, each step
  double spoilt = 0.15;  // share of texts also shown with typographic marks or lost blanks
  std::uint64_t seed = 1;
};

// Logistic regression by AdaGrad, then rounding of the weights to eight bits.
SplitterModel train_splitter(const std::vector<GoldText>& texts, const SplitterSettings& settings);

}  // namespace brink::sentences
