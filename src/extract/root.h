// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/page_view.h"

namespace brink {

// The smallest subtree that holds the article: from the top, down to the heaviest child as long as
// it holds nearly all there is to gain, or is called the article's text and holds most.
NodeId find_root(const PageView& page);

}  // namespace brink
