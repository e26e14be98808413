// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/time.h"

namespace brink {

// What a story needs of one event in one report. Lists are sorted, without repeats.
struct Account {
  std::string event, report, outlet, original;  // original: the report whose words these are
  std::string type, act;                        // act: type of what is promised, demanded, threatened
  std::vector<std::string> mode, actors, recipients;  // of actors only those that have a name
  Status status = Status::kActual;
  std::string place, country;  // the place folded
  std::string place_name;      // as it is written
  bool wide = false;         // the place is a whole country
  std::string date;          // as the event gives it
  std::string sentence;      // as far as it is kept
  std::optional<Quantity> quantity;
  std::vector<std::uint32_t> words;  // hashes of the sentence's content words, cut to their stems
  Timestamp moment;          // when it was reported
  Day day{};                 // when it happened; of its report where it does not say
  bool exact = true;         // known to the day
};

Account sighting_of(const Event& event, const StoredDocument& report);

// When the report was known.
Timestamp moment_of(const StoredDocument& report);

// Where the act stands: done, ahead (planned or feared), denied. Background and news tell of one act.
enum class Fulfilment { kDone, kAhead, kDenied };
Fulfilment standing_of(Status status);

}  // namespace brink
