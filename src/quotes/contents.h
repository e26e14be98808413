// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "knowledge/knowledge.h"
#include "quotes/tree.h"

namespace brink::quotes {

// What hangs on a cue and is laid to its source, as far as the tree tells. `takes` are the bits of
// AttributionCues::Takes; empty when nothing of what the cue takes is there.

std::vector<Range> content_of_verb(const Tree& tree, Index verb, std::uint32_t takes);
std::vector<Range> content_of_noun(const Tree& tree, Index noun, std::uint32_t takes);
std::vector<Range> content_of_adjective(const Tree& tree, Index adjective, std::uint32_t takes);

// What stands around the phrase of that head in its clause: "it fell, according to the ministry".
std::vector<Range> clause_around(const Tree& tree, Index head);

// `whole` without `part`.
std::vector<Range> without(Range whole, Range part);

}  // namespace brink::quotes
