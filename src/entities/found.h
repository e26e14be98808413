// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/entity.h"

namespace brink::entities {

// An entity with what else is known while a document is read. Within a sentence that is being read
// `entity.inside` counts in the sentence's own list.
struct Found {
  Entity entity;
  std::string role;       // the agent's word by which somebody acts: "foreign minister"
  std::string noun;       // of a stand-in: "alliance"
  bool title = false;     // the role is one of a single person
  bool definite = false;  // behind "the", "this", "that"
  bool owned = false;     // whose it is was said: "Italy's"
  bool subject = false;   // of a verb, as far as can be told
  std::int32_t party = -1;  // in Actors, of a name that the tables have
};

}  // namespace brink::entities
