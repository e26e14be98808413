// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "events/memory.h"
#include "events/parties.h"
#include "events/sentence_view.h"

namespace brink {

// Who says what a sentence says.
struct Speech {
  std::vector<std::optional<Actor>> by_predicate;
  std::optional<Actor> whole;  // for what no predicate carries
  std::vector<bool> reports;   // predicates that only report
};

// Reads "X said that ...", "..., X said", "according to X", and quotations that go on from the
// sentence before. Leaves the last speaker in memory.
Speech find_speech(const Knowledge& knowledge, std::string_view text, Memory& memory,
                   const SentenceView& reading);

}  // namespace brink
