// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "events/sentence_view.h"

namespace brink {

// What a token does in the sentence, as far as the shallow reader tells things apart.
enum class TokenTag {
  kNominal,     // noun, adjective, number, name
  kDeterminer,  // begins a noun phrase
  kPronoun,
  kGenitive,  // 's
  kAdverb,
  kPreposition,
  kTo,  // before an infinitive
  kVerb,
  kAuxiliary,  // be, have, do, modal
  kNegation,
  kAnd,
  kComma,
  kThat,
  kSubordinator,
  kIf,
  kRelative,
  kQuote,
  kStop,    // ; : ( ) and dashes
  kHyphen,  // inside a word
};

struct Tagged {
  TokenTag tag = TokenTag::kNominal;
  VerbReading verb{0, VerbForm::kBase};  // for kVerb
};

// One tag a token.
std::vector<Tagged> tag_tokens(const Knowledge& knowledge, const SentenceView& reading);

}  // namespace brink
