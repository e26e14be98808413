// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/document.h"
#include "extract/dom.h"

namespace brink {

// A paragraph, heading, list item or quotation that belongs to the article.
struct KeptBlock {
  NodeId node = kNoNode;  // the element that holds it
  Span span;              // in Body::text
};

// What stands under a picture: kept apart from the article.
struct FoundCaption {
  NodeId node = kNoNode;
  std::string text;  // one line; blanks squeezed; a <br> inside is "\n"
};

// The article within a page.
struct Body {
  std::string text;                    // paragraphs parted by "\n\n"
  std::vector<NodeId> roots;           // the subtrees it was taken from, in document order
  std::vector<KeptBlock> blocks;       // in the order of `text`
  std::vector<FoundCaption> captions;  // in document order, of the article's pictures

  bool empty() const { return text.empty(); }
};

// Finds the article. With `fragment` the whole is taken to be one, and only what is plainly
// furniture is left out. Empty when there is no text.
Body read_body(const Dom& dom, bool fragment);

}  // namespace brink
