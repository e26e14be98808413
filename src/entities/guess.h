// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entities/memory.h"
#include "entities/pieces.h"

namespace brink::entities {

// What a name that no table has may be told to name, by its words and those around it.
struct Guess {
  EntityKind kind = EntityKind::kName;
  bool thing = false;  // a treaty, a war, a prize: nobody acts
  std::vector<std::string> sector;
  char sex = ' ';
  int weight = 0;  // of the evidence; 0: none
};

// Of the words [begin, end); `before` and `after` are the pieces beside it, nullptr when none
// touches it.
Guess guess(const Knowledge& knowledge, const Reading& reading, std::size_t begin, std::size_t end,
            const Piece* before, const Piece* after);

}  // namespace brink::entities
