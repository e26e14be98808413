// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/dom.h"

namespace brink {

// What the JSON-LD of a page (schema.org) says of one article, or of the page as a whole.
struct LinkedArticle {
  bool is_article = false;  // a NewsArticle, BlogPosting ...; else a WebPage or the like
  std::string headline;
  std::string published, modified;  // as written
  std::vector<std::string> authors;
  std::string publisher;
  std::string url;
  std::string language;
};

// Everything in JSON-LD blocks that has a headline or a date, articles first, in document order.
// Objects that belong to other articles (lists, comments, reviews) are left out. At most 16.
std::vector<LinkedArticle> read_linked_data(const Dom& dom);

}  // namespace brink
