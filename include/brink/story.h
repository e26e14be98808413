// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/event.h"
#include "brink/time.h"

namespace brink {

// Where the reports of one happening do not agree.
struct Disagreement {
  enum class Kind { kNumber, kDenial };
  Kind kind = Kind::kNumber;
  std::vector<std::string> says;    // "92,000" and "94,300"; of a denial its sentence, as far as it is kept
  std::vector<std::string> events;  // Event::id, one for each of `says`
};

// One happening with its many reports.
struct Story {
  std::string id;
  std::string date;  // when it happened, the earliest given: "2022-01-28", "2022-01", "2022"; or ""
  std::string type;  // PLOVER, by most reports
  Status status = Status::kActual;                // by most reports
  std::vector<std::string> actors, recipients;    // codes that any report names, sorted
  std::string place, country;                     // the name told most; ISO 3166-1 alpha-3; "" when not told
  std::vector<std::string> reports;  // Document::id, first seen first
  std::vector<std::string> events;   // Event::id, first seen first
  std::vector<std::string> outlets;  // distinct, first seen first
  std::vector<std::string> voices;   // outlets that wrote for themselves: of copies only the first's
  std::vector<Disagreement> disagreements;
  Timestamp first_seen, last_confirmed;
};

}  // namespace brink
