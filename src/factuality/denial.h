// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "factuality/verb_group.h"
#include "knowledge/knowledge.h"

namespace brink::factuality {

// Whether the sentence says in so many words that the act did not take place: its own clause denies it,
// a governor does that is real itself ("failed to pay"), or its noun was undone ("the cancelled sale").
bool is_denied(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
               std::int32_t predicate);

}  // namespace brink::factuality
