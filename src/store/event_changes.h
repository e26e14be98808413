// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "brink/document.h"
#include "brink/event.h"
#include "store/store.h"

namespace brink {

// An event as it lies in the tables. `day`: its last day, or kNoDay.
struct HeldEvent {
  std::int64_t key = 0, day = 0;
  std::string id, text, body;
};

// What a new text does to the events of the one before.
struct EventChanges {
  std::vector<HeldEvent> gone;  // no longer borne, or borne changed
  std::vector<Event> fresh;     // cut as `keep` says; each id once
};

// An event that the new text bears unchanged is in neither: it stays as it is, known since it was first
// reported.
EventChanges changes_between(std::vector<HeldEvent> held, std::span<const Event> events, Keep keep,
                             ExcerptLimit limit);

}  // namespace brink
