// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"

namespace brink {

// A sentence by which a page says what may be kept of it (data/extract/rights.tsv).
struct RightsNotice {
  Span span;          // in the text searched
  Keep keep;          // kExcerpt: it forbids storing, reselling or mining; kFull: it allows
  bool sure = false;  // means this even in the middle of a report
};

// All notices in a text, in order, at most 32. Sentences end at marks, brackets and line ends; of a
// longer one 600 bytes are kept. Near-linear time.
std::vector<RightsNotice> find_rights_notices(std::string_view text);

// The rights that a text states. `report` is the part of it that is the report itself, in which
// only what is sure counts, but for its first and last 600 bytes.
Rights read_rights(std::string_view text, Span report = {});

// The report without the paragraphs and sentences that are such notices.
std::string without_rights_notices(std::string_view report);

}  // namespace brink
