// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "brink/sentence.h"

namespace brink::parse {

enum class Casing { kLower, kHeadline, kUpper };

// The sentence as it would stand in careless text (all lower case), in a headline (words of more
// than three letters begin with a capital) or shouted. Lemmas and tags stay.
Sentence recased(Sentence sentence, Casing casing);

}  // namespace brink::parse
