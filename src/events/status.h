// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/sentence_view.h"

namespace brink {

// How real a clause is, and whether the writer keeps a distance.
struct Reality {
  Status status = Status::kActual;
  bool hedged = false;
};

// What made a clause more or less real, in the order in which it was found: "could lead", "hangs on
// \"warned\" by that".
struct StatusStep {
  std::string what;
  Status status = Status::kActual;  // from here on
  bool hedged = false;
};

// Of a predicate: its auxiliaries and negation, the clause it stands in, what it hangs on. Adds the
// steps that changed something to `steps`, if any.
Reality reality_of(const Knowledge& knowledge, const SentenceView& reading, std::size_t predicate,
                   std::vector<StatusStep>* steps = nullptr);

// Of an event noun: the words before it ("threat of", "no", "possible"), and the verb beside it
// where that verb carries it ("could lead to").
Reality reality_of_noun(const Knowledge& knowledge, const SentenceView& reading, std::size_t chunk,
                        std::size_t noun_begin);

}  // namespace brink
