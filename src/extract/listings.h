// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/page_view.h"

namespace brink {

// Sets apart lists of other articles: three or more neighbours of one kind, most of which show a
// linked headline with at most a few lines.
void set_listings_apart(PageView& page);

}  // namespace brink
