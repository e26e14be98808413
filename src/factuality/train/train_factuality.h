// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>

#include "factuality/model.h"
#include "factuality/train/gold.h"

namespace brink::factuality {

struct TrainSettings {
  int rounds = 4;      // the weights are the mean of the last half
  int bits = 17;       // of the table of weights
  float rate = 0.05f;  // AdaGrad
  float decay = 1e-5f;
  // MEANTIME has 19 acts that did not take place among a thousand: each counts so many times.
  float news_denied = 5;
  // Added to the log odds at last; the lower, the more acts "did not". Chosen on UDS dev, where it
  // leaves room above 0.85 right signs (0.867) and 0.75 of "did not" found (0.794) alike; with 0 they
  // are 0.864 and 0.815, with 0.5 0.865 and 0.762.
  float bias = 0.25f;
  std::uint64_t seed = 1;
};

// Logistic regression by AdaGrad on the signs of judgements, then rounding of weights to eight bits. Both
// are parsed; `news` are columns. Judgements nearer to 0 than 0.2 teach nothing, others by their distance
// from 0 up to 1 and by confidence. An act that the sentence denies and that was yet judged to have taken place
// is left out of `web`: its annotators answered for the denial. `watch` is told of each round.
Model train(const Knowledge& knowledge, std::span<const GoldSentence> web, std::span<const GoldSentence> news,
            const TrainSettings& settings, const std::function<void(const std::string&)>& watch);

}  // namespace brink::factuality
