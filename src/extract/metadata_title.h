// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extract/dom.h"
#include "extract/linked_data.h"
#include "extract/metadata_tags.h"
#include "extract/page_lines.h"

namespace brink {

struct FoundTitle {
  std::string text;
  NodeId node = kNoNode;  // the heading that shows it; kNoNode when none does
};

// The title of the article: what the heading shows, agreed with what the page tells machines;
// without the name of the site. `sites` are the names the site goes by,
// `first_block` is where the article's text begins.
FoundTitle find_title(const Dom& dom, const PageLines& lines, const std::vector<MetaTag>& tags,
                      const std::vector<LinkedArticle>& linked,
                      const std::vector<std::string>& sites, NodeId first_block);

// The text without parts that are one of `sites`: "Talks fail - The Site" -> "Talks fail".
std::string without_site(std::string_view title, const std::vector<std::string>& sites);

}  // namespace brink
