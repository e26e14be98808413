// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "brink/document.h"
#include "brink/event.h"
#include "store/store.h"

namespace brink {

inline Keep stricter(Keep a, Keep b) { return a > b ? a : b; }

// Takes out of a document's words what may not be kept: under kExcerpt and kFacts the text and the
// captions' wording; title, names, dates, credits and the rights notice itself stay.
void cut(Document& document, Keep keep);

// Cuts the events of one document, one after the other in the order of its text.
class EventCutter {
 public:
  EventCutter(Keep keep, ExcerptLimit limit) : keep_(keep), limit_(limit) {}

  // kExcerpt: the sentence within the limit, at a character's border. kFacts: no sentence, no
  // condition. Spans and the single words of trigger and names stay. The nested act likewise.
  void cut(Event& event);

 private:
  std::string shortened(const std::string& text) const;
  bool sentence_fits(std::int32_t sentence);

  Keep keep_;
  ExcerptLimit limit_;
  std::set<std::int32_t> sentences_;
};

}  // namespace brink
