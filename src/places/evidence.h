// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "brink/sentence.h"
#include "knowledge/knowledge.h"
#include "places/context.h"
#include "places/sighting.h"

namespace brink {

// From this much on a mention is a place; from the lesser on if places nearby speak for it too.
inline constexpr double kPlaceEvidence = 2, kTentativeEvidence = 0.5;

// Weighs for every mention whether it is a place there: what it may mean, the words beside it,
// people of the same name, and its other occurrences. Ties "Paris" to "Texas" in "Paris, Texas".
// The weights are in docs/places.md.
void weigh(const Knowledge& knowledge, const Context& context, std::span<const Sentence> sentences,
           std::span<const std::vector<std::string>> lower, Sighting& sighting);

}  // namespace brink
