// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "brink/document.h"
#include "brink/event.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink {

// Adds the events that the user's own dictionaries (TABARI's, PETRARCH's) code in a document. What is
// there already, by type, actor and recipient in the same sentence, is not said again. A code that
// CAMEO has not stands in `cameo` and has no type.
void add_dictionary_events(const Dictionaries& dictionaries, const Ontology& ontology,
                           const Document& document, std::span<const Sentence> sentences,
                           std::vector<Event>& events);

}  // namespace brink
