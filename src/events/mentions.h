// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/memory.h"
#include "events/sentence_view.h"

namespace brink {

// Fills mentions and places: names and agents' words, put together ("Russian troops", "Ukrainian
// Foreign Minister Dmytro Kuleba"), and people that the document introduced before. `memory` learns
// the people that this sentence introduces. Needs lower, words and atoms.
void find_mentions(const Knowledge& knowledge, std::string_view text, Memory& memory,
                   SentenceView& reading);

}  // namespace brink
