// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "factuality/verb_group.h"
#include "knowledge/knowledge.h"

namespace brink::factuality {

// What the table of cues (data/frames/cues.tsv) says that a governor makes of what hangs on it:
// "plan to", "failure to", "is expected to", "possible".
enum class Bend { kStraight, kActual, kFuture, kHypothetical, kNegated, kHistorical, kHedged };

// Of a predicate by what it hangs on, or by the words right before it.
Bend bend_of(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
             std::int32_t predicate);

}  // namespace brink::factuality
