// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/page_view.h"

namespace brink {

// A run that may belong to the article, with its text.
struct Paragraph {
  std::uint32_t run = 0;
  std::string text;
  bool kept = true;
};

// Marks as not kept what is no part of the article by its own words or by its place: links that
// stand alone, lines that invite to read, share or subscribe, what follows the article, headings
// with nothing left below, the headline, markup debris.
void judge_paragraphs(const PageView& page, std::string_view headline,
                      std::vector<Paragraph>& paragraphs);

// The same for a fragment, from which only lines that are plainly furniture go.
void judge_fragment(const PageView& page, std::vector<Paragraph>& paragraphs);

}  // namespace brink
