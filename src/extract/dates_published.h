// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/dates.h"
#include "extract/linked_data.h"
#include "extract/metadata_tags.h"
#include "extract/metadata_title.h"
#include "extract/page_lines.h"

namespace brink {

struct PageDates {
  std::optional<Timestamp> published, modified;
};

// All that a page says of its dates.
struct DateSources {
  const Dom& dom;
  const PageLines& lines;
  const Body& body;
  const std::vector<MetaTag>& tags;
  const std::vector<LinkedArticle>& linked;
  const FoundTitle& title;
  std::string_view url;       // "" when not known
  std::string_view language;  // "en-US", "de", ""
};

// Weighs what machines and readers are told of the dates of the article against each other: see
// ARCHITECTURE.md.
PageDates find_page_dates(const DateSources& sources);

}  // namespace brink
