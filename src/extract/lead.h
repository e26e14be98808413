// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page_view.h"

namespace brink {

// The subtree that holds also the prose between the headline and `root`, when that is more than a
// lead: then the article is cut in pieces and `root` is but one of them.
NodeId raise_to_lead(const PageView& page, NodeId root);

// The runs between the headline and `root` that open the article: what is called its lead, and
// prose. Empty when there is no headline before the root or too much stands between.
std::vector<std::uint32_t> find_lead(const PageView& page, NodeId root);

}  // namespace brink
