// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brink/document.h"

namespace brink {

// A word or mark as UD counts them. The grammar fields are empty until `parse` has filled them.
struct Token {
  Span span;            // in the document's text
  std::string form;     // as written
  std::string lemma;
  std::string upos;     // UD v2: "VERB"
  std::string xpos;     // Penn: "VBZ"
  std::string feats;    // UD features: "Mood=Ind|Tense=Past"; "" for none
  std::int32_t head = -1;  // index of the governing token in this sentence; -1 for the root
  std::string deprel;   // UD v2: "nsubj"
};

struct Sentence {
  Span span;                  // in the document's text, trimmed of blanks
  bool starts_paragraph = false;
  std::vector<Token> tokens;

  bool parsed() const { return !tokens.empty() && !tokens.front().deprel.empty(); }
};

}  // namespace brink
