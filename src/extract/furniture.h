// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/page_view.h"

namespace brink {

enum class Trust {
  kAll,   // every name counts
  kMost,  // as kFew, and those of comments
  kFew,   // only tags, attributes and what can hardly mean anything else
};

// Sets apart what tag, attributes or names call no part of an article (menus, comments, share bars,
// boxes, hidden parts), and captions as such. A subtree that holds much of the page's prose stays,
// whatever it is called.
void set_furniture_apart(PageView& page, Trust trust);

}  // namespace brink
