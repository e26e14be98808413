// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "extract/page_view.h"

namespace brink {

// What the page calls itself: the longer of <title> and og:title, in one line.
std::string page_title(const Dom& dom);

// The headline that stands before `until`: the last h1 that is no furniture, or a heading that the
// title repeats. kNoNode when there is none.
NodeId find_headline(const PageView& page, NodeId until);

}  // namespace brink
