// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "brink/entity.h"
#include "events/sentence_view.h"

namespace brink {

// Fills mentions and places from the entities of one sentence: those that act, outermost, and every
// place that the tables know. Pronouns are left to Parties. `all` are the document's, in order.
void take_mentions(std::span<const Entity> all, std::int32_t sentence, std::string_view text, SentenceView& reading);

}  // namespace brink
