// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "forecast/dated_acts.h"

namespace brink {

struct NextSettings {
  std::string actor;               // "RUS" with all its sectors, or "RUS/GOV"
  std::vector<std::string> type{}; // empty: any
  ActKind kind = ActKind::kType;
  bool either = false;             // also what others will do to the actor
  std::string until{};             // the last day known; "" for the archive's last
  std::size_t most = 10;
  std::size_t evidence = 5;        // events shown for each, at most
};

// A past event that speaks for a coming one.
struct Speaks {
  enum class For { kSame, kPair, kHabit };  // the same act; another act between the two; the same act on others
  For what = For::kSame;
  std::string event;  // Event::id
  Day day{};
};

struct NextAct {
  std::string actor, type, recipient;
  double p = 0;         // that it comes within a day
  double per_day = 0;   // how often the actor does such a thing to anyone
  double share = 0;     // how likely, of all, the recipient is the one
  std::vector<Speaks> speaks;
};

struct NextActs {
  Day last{};  // the last day that is known; what is foreseen is for the day after
  std::vector<NextAct> acts;  // the likeliest first
};

// What an actor is likely to do next: the archive's acts as a graph of parties (code and sector), of which
// LinkPredictor learns with whom each stands in what; how often it does so at all is its faded rate of days. Each
// comes with the past events that speak for it, the latest of the same act first, then of the pair, then of the
// habit. Error as read_dated_acts, when the archive knows no such actor, and when there are too many parties.
Result<NextActs> foresee_acts(const Archive& archive, const NextSettings& settings);

}  // namespace brink
