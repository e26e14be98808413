// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "brink/attribution.h"
#include "brink/sentence.h"

namespace brink::quotes {

// Sets Attribution::inside: the one with the shortest content that holds the cue, and more than the
// attribution itself does, so that no two are inside each other.
void set_inside(std::span<const Sentence> sentences, std::vector<Attribution>& attributions);

}  // namespace brink::quotes
