// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "extract/dom.h"

namespace brink {

enum class Tells { kPublished, kModified, kTitle, kAuthor, kSite, kUrl, kLanguage, kRobots };

// What one <meta> says. The views live as long as the Dom.
struct MetaTag {
  Tells tells;
  int belief;  // 0 to 100, from data/extract/meta_names.tsv
  std::string_view name, value;
};

// The <meta> elements of a page whose names data/extract/meta_names.tsv knows, the most believed
// first, in document order among equals. Empty values are left out.
std::vector<MetaTag> read_meta_tags(const Dom& dom);

// The value of the most believed; "" when there is none.
std::string_view best_of(const std::vector<MetaTag>& tags, Tells tells);

}  // namespace brink
