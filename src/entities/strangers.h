// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "entities/memory.h"
#include "entities/pieces.h"

namespace brink::entities {

// Adds to `pieces` the names that no table has: runs of capitalised words, with what can be told of
// each. A run that a word of bodies, places or things closes takes the pieces within it ("Moscow
// State University"); a given name takes the name behind it ("Jill Biden"). `memory` learns them.
void add_strangers(const Knowledge& knowledge, Memory& memory, const Reading& reading,
                   std::vector<Piece>& pieces);

}  // namespace brink::entities
