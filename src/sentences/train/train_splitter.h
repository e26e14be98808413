// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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
  int rounds = 20;
  float rate = 0.05f;
  float decay = 2e-6f;   // pull towards zero, each step
  // Added to the log odds of a sentence's end: one missed spoils two sentences, one too many spoils
  // one. Chosen on EWT dev: F1 0.871 with 0, 0.884 with 0.9, 0.878 with 1.5.
  float end_bonus = 0.9f;
  int own_weight = 2;    // times that sentences of our own are shown in each round
  double spoilt = 0.15;  // share of texts also shown with typographic marks or lost blanks
  std::uint64_t seed = 1;
};

// Reads sentences of our own (models/sources/english_lines.txt says in which form).
GoldText read_own_lines(std::string_view file);

// Logistic regression by AdaGrad, then rounding of the weights to eight bits.
SplitterModel train_splitter(const std::vector<GoldText>& texts, const GoldText& own,
                             const SplitterSettings& settings);

}  // namespace brink::sentences
