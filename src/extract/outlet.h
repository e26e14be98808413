// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/linked_data.h"
#include "extract/metadata_tags.h"

namespace brink {

// The names the site goes by, the one that a reader would use first. The host stands last.
std::vector<std::string> site_names(const std::vector<MetaTag>& tags,
                                    const std::vector<LinkedArticle>& linked, std::string_view url);

// What the page says its address is: rel=canonical, og:url, JSON-LD; absolute, or "".
std::string canonical_url(const Dom& dom, const std::vector<MetaTag>& tags,
                          const std::vector<LinkedArticle>& linked, std::string_view base);

}  // namespace brink
