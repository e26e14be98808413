// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "assess/assess.h"
#include "brink/archive.h"
#include "brink/result.h"
#include "brink/story.h"
#include "brink/time.h"

namespace brink {

// One happening as an indicator counts it.
struct Happening {
  Day happened;     // its last day; never after it was told of, so that a plan is as old as its report
  Day first_seen;   // from which day it could be known
  Day gone;         // from which day no report of it held any longer; Day::max() while one does
  bool sure = false;  // some report of it is neither hedged nor coded in doubt
  std::uint32_t voice = 0;  // a number for the outlet that told it in its own words; kSeveral for more
  std::uint32_t story = kNoStory;

  static constexpr std::uint32_t kNoStory = 0xffffffff, kSeveral = 0xffffffff;

  bool known_on(Day day) const { return first_seen <= day && day < gone; }
};

struct Happenings {
  std::vector<Happening> all;   // oldest first
  std::vector<Story> stories;   // newest first, of those alone that were asked for
  Day reaches_back{};           // older ones were not asked for, or there were too many
  bool cut_short = false;       // there were too many; the newest were read
};

// What answers any of the queries, of the `days` up to `at`, by what was known on `at`; with `ever`
// also what was known before and was taken back since. Stories are told of those alone that happened on
// `stories_since` or later.
Result<Happenings> read_happenings(const std::vector<EventQuery>& any, const Archive& archive, Day at,
                                   int days, std::size_t most_events, bool ever, Day stories_since);

}  // namespace brink
