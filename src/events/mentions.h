// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "brink/entity.h"
#include "events/sentence_view.h"

namespace brink {

// Fills mentions and places from the entities of this sentence: those that act, outermost, and every
// place that the tables know. Pronouns are left to Parties.
void take_mentions(std::span<const Entity> entities, std::string_view text, SentenceView& reading);

}  // namespace brink
