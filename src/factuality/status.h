// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "factuality/factuality.h"
#include "factuality/verb_group.h"

namespace brink::factuality {

// The word for how real an act is: by auxiliaries, conditions and cues of its clause and of those that it
// hangs on; where these say nothing, by `value` alone.
Status status_of(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
                 std::int32_t predicate, double value, std::span<const TokenRange> past);

}  // namespace brink::factuality
