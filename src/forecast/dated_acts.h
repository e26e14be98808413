// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "brink/time.h"

namespace brink {

// What somebody did to somebody on a day: one of the archive's events, or several that agree in all of this.
struct DatedAct {
  Day day{};
  std::string actor, recipient;  // "RUS", or with a sector "RUS/GOV"
  std::string type;              // PLOVER, or what else acts were asked to be told apart by
  std::string event;             // Event::id of the first that was read
};

// By what acts are told apart.
enum class ActKind { kType, kQuad, kRoot };  // PLOVER type, quad class, CAMEO's first two digits

struct DatedActSettings {
  ActKind kind = ActKind::kType;
  bool sectors = false;               // name parties with their first sector
  std::string until{};                // no later day, "2022-01-28"; "" for none
  std::size_t most = 5'000'000;       // acts that are kept
};

// The acts of the archive that happened, are known to the day, and have a named actor and another named
// recipient, oldest first; none is dated after the report from which it is known. An event between several
// parties is an act of each pair. Error of the archive, for a day that is none, and for more than `most`.
Result<std::vector<DatedAct>> read_dated_acts(const Archive& archive, const DatedActSettings& settings);

}  // namespace brink
