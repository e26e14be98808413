// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "events/dates.h"
#include "events/memory.h"
#include "events/sentence_view.h"
#include "events/speech.h"
#include "events/status.h"

namespace brink {

// What set the status of an event, by its id.
using StatusTrail = std::map<std::string, std::vector<StatusStep>>;

// What the matcher reads of a sentence, all at once.
struct Scene {
  const Knowledge& knowledge;
  const Document& document;
  const Memory& memory;
  const SentenceView& reading;
  const Speech& speech;
  const std::vector<DateMention>& dates;
  std::int32_t sentence = 0;  // number in the document
  // Takes an act without an actor, and without what its sense asks of the parties: for whoever knows
  // already that something relates two of them and asks what.
  bool lenient = false;
  StatusTrail* trail = nullptr;  // filled where somebody asks
};

// The events of a sentence: verb senses laid over its predicates, noun senses over its noun
// phrases, and PLOVER's rules for what is promised, threatened and to come.
std::vector<Event> match(const Scene& scene);

}  // namespace brink
