// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extract/body.h"
#include "extract/page_view.h"

namespace brink {

// The captions set apart in the article around `root`: its article or main element, else its
// parent. In document order; those without text are left out.
std::vector<FoundCaption> find_captions(const PageView& page, NodeId root);

}  // namespace brink
