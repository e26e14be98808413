// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entities/memory.h"
#include "entities/reading.h"

namespace brink::entities {

// A name, an agent's word, a weapon or a unit, before they are put together.
struct Piece {
  enum class Kind {
    kName,       // that the tables have: `name`, `place`
    kKnown,      // that the document introduced: `known`
    kAgent,      // `agent`
    kUnit,       // "4th Tank Division"
    kEquipment,  // `text` is its name; `agent` if it is also an agent's word ("tank")
    kStandIn,    // "the country"
    kStranger,   // a name that no table has: `known` is what can be told of it
  };
  Kind kind = Kind::kName;
  std::uint32_t begin = 0, end = 0;  // tokens
  std::optional<NameMeaning> name;
  std::optional<NameMeaning> place;  // the name is also that of a place
  std::optional<std::uint32_t> agent;
  std::optional<Known> known;
  std::string text;
  std::uint32_t name_begin = 0;  // of a stranger: behind its courtesy title

  bool is_land() const {  // a country or its capital
    return name && (name->naming == Naming::kCountry || name->naming == Naming::kCapital);
  }
  bool is_person() const {
    if (known) return known->kind == EntityKind::kPerson;
    return name && name->naming >= Naming::kPerson && name->naming <= Naming::kFamilyLater;
  }
};

// The pieces of a sentence, left to right, none overlapping, the longest first. Strangers are
// not among them.
std::vector<Piece> find_pieces(const Knowledge& knowledge, const Memory& memory,
                               const Reading& reading);

}  // namespace brink::entities
