// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page_view.h"

namespace brink {

// The runs between the headline and `root` that open the article: what is called its lead, and
// prose. Empty when there is no headline before the root or too much stands between.
std::vector<std::uint32_t> find_lead(const PageView& page, NodeId root);

}  // namespace brink
