// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "assess/known.h"
#include "brink/assessment.h"
#include "brink/watch.h"

namespace brink {

// The board's lists, from what is known of the watched actors, oldest first. Each gives at most
// `most` lines, the newest, newest first.

// Who has what where: movements of forces, the last report of each.
std::vector<PostureLine> posture_of(const std::deque<Known>& events, std::size_t most);

// What the actors have bound themselves to, threatened or ruled out, in their own words or by the
// reporter's account, and whether a later event of theirs carried it out.
std::vector<CommitmentLine> commitments_of(const std::deque<Known>& events, std::size_t most);

// Demands and what was said back, one line a pair of actors. `watched`: codes; empty for any.
std::vector<ExchangeLine> exchanges_of(const std::deque<Known>& events,
                                       const std::vector<std::string>& watched, std::size_t most);

// Names of actors as a reader would write them: "Russia, Belarus".
std::string reader_names(const std::vector<Actor>& actors);

// Their codes with the sectors that are known: "RUS/MIL", "RUS". Nobody unknown.
std::vector<std::string> reader_codes(const std::vector<Actor>& actors);

// What was moved: "thousands combat units, S-400".
std::string things_moved(const Event& event);

bool names_any(const std::vector<Actor>& actors, const std::vector<Actor>& others);

}  // namespace brink
