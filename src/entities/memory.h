// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "brink/entity.h"
#include "brink/time.h"

namespace brink::entities {

// Whom a name means in this document.
struct Known {
  EntityKind kind = EntityKind::kName;
  std::string code;
  std::vector<std::string> sector;
  std::string name;  // in full
  char sex = ' ';
};

// What a reader keeps in mind from one sentence of a document to the next.
struct Memory {
  Day today{};                                    // of publication
  std::unordered_map<std::string, Known> names;   // "Johnson", "HRL", "Human Rights League"
  std::unordered_set<std::string> small;          // words that stand somewhere without a capital
  std::unordered_set<std::string> capital;        // words with one where none is due
};

}  // namespace brink::entities
