// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/event.h"
#include "knowledge/knowledge.h"

namespace brink {

// Sets type, CAMEO code, quad, score and modes that fit the type.
void set_type(const Ontology& ontology, std::string type, std::string cameo, Event& event);

// The mode of a threat to do this; none when the manual has no word for it.
std::vector<std::string> threat_mode(const Event& act);

bool is_conflict(const Event& event);  // of the quads of conflict

// PLOVER 2.0: cooperation still to come is AGREE; a retreat still to come is CONCEDE. What was to
// come stands in `act`. Other events are left as they are.
// What somebody declines to do for another is REJECT: cooperation and yielding with status negated.
Event as_refusal(const Ontology& ontology, Event event);

Event as_promise(const Ontology& ontology, Event event);

// An act that its own actor makes hang on a condition: THREATEN when the act is conflict, AGREE
// when it is cooperation.
Event as_conditional(const Ontology& ontology, Event event, std::string condition);

}  // namespace brink
