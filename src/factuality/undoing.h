// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "factuality/verb_group.h"

namespace brink::factuality {

// Whether the sentence says that an act was undone or put off: "the launch was cancelled", "delay of the
// launch", "the scrapped launch", "the scrapped plan to launch". Gives kUndoing, kDelaying or both; 0 for neither, and where the
// undoing itself is denied.
std::uint32_t undoing_of(const TreeView& tree, const std::vector<VerbGroup>& groups, std::int32_t predicate);

}  // namespace brink::factuality
