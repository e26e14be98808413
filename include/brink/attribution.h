// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "brink/document.h"

namespace brink {

// What a text lays to somebody: who says, thinks, wants or asks it (source), by which words that is
// told (cue), and what it is (content). All spans lie in the document's text.
struct Attribution {
  std::int32_t sentence = 0;  // of the cue; counts from 0 in the document
  Span source;                // empty: nobody is named ("is expected to")
  Span cue;                   // "has said", "according to", "claim"
  std::vector<Span> content;  // in order; several where the cue parts it, or a quotation goes on later
  bool direct = false;        // its words or some of them are given in quotation marks
  std::int32_t entity = -1;   // the document's entity, by index, that the source is; -1: not known
  std::int32_t inside = -1;   // the attribution, by index, whose content holds this one; else -1
};

}  // namespace brink
