// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "entities/found.h"
#include "entities/memory.h"
#include "entities/pieces.h"

namespace brink::entities {

// Puts a sentence's pieces together: names with titles and owners ("Ukrainian Foreign Minister
// Dmytro Kuleba", "Russian troops", "police in Nairobi"), what a name is beside its apposition
// ("Mario Rossi, Italy's trade minister"). `memory` learns the people so introduced. In the order
// of the text, outer before inner.
std::vector<Found> assemble(const Knowledge& knowledge, Memory& memory, const Reading& reading,
                            const std::vector<Piece>& pieces, std::int32_t sentence);

}  // namespace brink::entities
