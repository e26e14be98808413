// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/event.h"

namespace brink {

enum class EntityKind {
  kPerson,        // "Foreign Minister Dmytro Kuleba"
  kOrganisation,  // "NATO", "the Kremlin"
  kPlace,         // "Kharkiv", "Ukraine" (also where the state is meant)
  kNationality,   // "Russian", "Ukrainians"
  kGroup,         // those who act, by a common noun: "Russian troops", "protesters", "the minister"
  kEquipment,     // "S-400", "Su-35 fighters"
  kUnit,          // "the 4th Guards Tank Division", "combat units"
  kName,          // a proper name of which no more is known
};
std::string_view name_of(EntityKind kind);  // "person" ...

// How an entity is spoken of.
enum class EntityForm { kName, kNominal, kPronoun };

// A span of the text that names or means somebody, a body, a place or materiel.
struct Entity {
  EntityKind kind = EntityKind::kName;
  EntityForm form = EntityForm::kName;
  Span span;                            // in the document's text
  std::int32_t sentence = 0;            // counts from 0 in the document
  std::uint32_t first = 0, last = 0;    // tokens of that sentence, both inclusive
  std::uint32_t head = 0;               // the token that governs the others
  std::string code;   // ISO 3166-1 alpha-3 or an organisation's code; "UNK" for one who may act and
                      // cannot be resolved; "" where nobody acts
  std::vector<std::string> sector;      // PLOVER; of a place only where it may stand for its state
  std::string name;                     // "Boris Johnson" for "Johnson"
  std::int32_t inside = -1;             // the entity, by index, of which this is a part; else -1
  std::int32_t refers_to = -1;          // the earlier entity, by index, by which it was understood
  bool modifier = false;                // stands before a noun: "Russian" in "Russian demands"
  bool plural = false;
  bool human = false;                   // one or several human beings, by name or office
  char sex = ' ';                       // of a person: 'm', 'f'
  std::optional<Place> place;           // where it lies, when the tables know
};

}  // namespace brink
