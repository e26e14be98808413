// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/time.h"

namespace brink {

// One actor and one recipient of an event; nullptr where there is none.
struct Dyad {
  const Actor* source = nullptr;
  const Actor* target = nullptr;
  std::string id;  // of the event, told apart by the pair's number
};

// Every actor with every recipient; those who act together, where nobody is acted upon, each with
// each other. At most 64 pairs.
std::vector<Dyad> dyads_of(const Event& event);

// The first day of an event's date; nothing when it has none or one that is no date.
std::optional<Day> first_day(const Event& event);

// The calendar day on which the report came out; else the event's.
Day report_day(const Event& event, const StoredDocument& report);

}  // namespace brink
