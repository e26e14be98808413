// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "knowledge/knowledge.h"
#include "quotes/tree.h"

namespace brink::quotes {

// An attribution as one sentence shows it, in its tokens.
struct Draft {
  Range cue;
  std::optional<Index> speaker;  // head of the source
  std::optional<Index> named;    // head of whom the source means: of "officials" for "who"
  Range source;                  // empty: nobody is named
  bool outermost = false;  // never inside another: "he said it fell, according to the ministry"
  std::vector<Range> content;    // in order; empty: it stands in quotation marks before or behind
};

// The quotations of a sentence, in its tokens; those that reach beyond it are cut at its ends.
struct Quoted {
  std::vector<Range> ranges;
  bool before = false;  // one ends where the sentence begins
  bool after = false;   // one begins where the sentence ends
};

// At most kMostInSentence, in the order of their cues. What is laid to somebody within quotation
// marks is not read, nor what is laid to the reader ("you know").
inline constexpr std::size_t kMostInSentence = 64;
std::vector<Draft> read_sentence(const AttributionCues& cues, const Tree& tree, const Quoted& quoted);

}  // namespace brink::quotes
