// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/result.h"
#include "brink/time.h"

namespace brink {

class StoryMerger;

// An event with what matters of the report that bore it, as known on the board's day.
struct Known {
  Event event;
  std::string outlet;
  Day known;     // from which day it could be known
  Day happened;  // its last day; never after `known`, so that a plan is as old as its report

  bool operator<(const Known& other) const;  // oldest first; then as reported, then as in the text
};

struct KnownEvents {
  std::deque<Known> events;  // oldest first
  bool cut_short = false;     // there were more than asked for; the newest were read
};

// The archive's answers to `query` by what was known on `at`, of acts not older than `days`. They are added to
// `merger` too, if there is one.
Result<KnownEvents> known_events(const Archive& archive, EventQuery query, Day at, int days,
                                 std::size_t most, StoryMerger* merger = nullptr);

}  // namespace brink
