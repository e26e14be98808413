// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/sentence_view.h"

namespace brink {

// Fills chunks and predicates of a sentence from its words alone: noun phrases by closed-class
// words, verb groups by the tables' morphology, subjects to the left and objects to the right
// within the clause. Where tokens carry UPOS it decides between verb and noun. Needs lower, words,
// mentions, places and quoted. Linear in the tokens but for bounded look-back.
void read_shallow(const Knowledge& knowledge, SentenceView& reading);

}  // namespace brink
