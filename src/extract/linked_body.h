// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "extract/dom.h"

namespace brink {

// The article's text as the page's JSON-LD gives it ("articleBody" of schema.org), paragraphs
// parted by "\n\n"; "" when there is none. Markup in it is read as a page of its own would be.
std::string read_linked_body(const Dom& dom);

}  // namespace brink
