// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "brink/entity.h"
#include "events/sentence_view.h"

namespace brink {

// Fills mentions and places from the document's entities in sentence number `sentence`: those that
// act, outermost, and every place that the tables know. Pronouns are left to Parties.
void take_mentions(std::span<const Entity> entities, std::int32_t sentence, std::string_view text,
                   SentenceView& reading);

}  // namespace brink
