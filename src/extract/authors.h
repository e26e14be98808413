// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extract/linked_data.h"
#include "extract/metadata_tags.h"
#include "extract/page_lines.h"

namespace brink {

// Who wrote the article, in the order given: JSON-LD, else <meta>, else links and lines that the
// page marks as the author's. Without "By", addresses, the site's own names and stand-ins such as
// "admin". At most 12.
std::vector<std::string> find_authors(const Dom& dom, const PageLines& lines,
                                      const std::vector<MetaTag>& tags,
                                      const std::vector<LinkedArticle>& linked,
                                      const std::vector<std::string>& sites);

}  // namespace brink
