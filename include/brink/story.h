// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/time.h"

namespace brink {

// One happening with its many reports.
struct Story {
  std::string id;
  std::string date;  // when it happened, the earliest given: "2022-01-28", "2022-01", "2022"; or ""
  std::vector<std::string> reports;  // Document::id, first seen first
  std::vector<std::string> events;   // Event::id, first seen first
  std::vector<std::string> outlets;  // distinct, first seen first
  Timestamp first_seen, last_confirmed;
};

}  // namespace brink
