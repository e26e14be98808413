// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brink/attribution.h"
#include "brink/document.h"
#include "brink/entity.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink {

// Sentences -> what the text lays to whom: speech in quotation marks and without, thoughts, hopes,
// demands, blame; by verbs, nouns ("the claim that"), adjectives ("is worried that"), "according
// to"; by "I" and "we" too. What a speaker lays to others within quotation marks, and what is laid
// to the reader ("you know"), is left out. Needs parsed sentences; others are passed over. Linear
// in the tokens. Immutable; safe to share between threads; cheap to copy. `knowledge` must outlive
// it.
class QuoteFinder {
 public:
  explicit QuoteFinder(const Knowledge& knowledge) : knowledge_(knowledge) {}

  // In the order of their cues. `sentences` are all of the document's, in order; `entities` what
  // EntityFinder found in them, or nothing.
  std::vector<Attribution> find(std::span<const Sentence> sentences, std::span<const Entity> entities) const;

 private:
  const Knowledge& knowledge_;
};

// By sentence and token: the innermost attribution, by index, whose content holds the token, or -1;
// Attribution::inside leads on to those around it.
std::vector<std::vector<std::int32_t>> attribution_by_token(std::span<const Sentence> sentences,
                                                            std::span<const Attribution> attributions);

}  // namespace brink
