// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/sentence_view.h"

namespace brink {

// Fills chunks, ties and predicates of a parsed sentence from its tree (UD v2), as read_shallow does
// from its words. Needs lower, words, mentions, places and quoted. Linear in the tokens but for the
// length of lists.
void read_tree(const Knowledge& knowledge, SentenceView& reading);

}  // namespace brink
