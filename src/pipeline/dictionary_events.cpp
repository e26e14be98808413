// SPDX-License-Identifier: Apache-2.0
#include "pipeline/dictionary_events.h"

#include <algorithm>

#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

Actor actor_of(const std::string& code) {
  Capacity capacity = capacity_of_code(code);
  return {std::move(capacity.code), std::move(capacity.sectors), code, "", {}};
}

bool names(const std::vector<Actor>& actors, const Actor& wanted) {
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& actor) { return actor.code == wanted.code; });
}

bool says(const std::vector<Event>& events, const Event& wanted) {
  return std::any_of(events.begin(), events.end(), [&](const Event& event) {
    const auto& others = event.recipient.empty() ? event.actor : event.recipient;  // they met each other
    return event.sentence == wanted.sentence && event.type == wanted.type &&
           names(event.actor, wanted.actor.front()) && names(others, wanted.recipient.front());
  });
}

Event event_of(const DictionaryEvent& coded, const Ontology& ontology) {
  Event event;
  event.cameo = coded.code;
  event.rule = "dictionary: " + coded.pattern;
  event.confidence = 1;
  event.actor = {actor_of(coded.source)};
  event.recipient = {actor_of(coded.target)};
  const auto* code = ontology.cameo(coded.code);
  if (!code) return event;
  event.type = code->type;
  if (!code->mode.empty()) event.mode = {code->mode};
  event.context = code->contexts;
  event.score = code->score;
  if (const auto* type = ontology.type(code->type)) event.quad = type->quad, event.score = ontology.score(event.type, event.mode);
  return event;
}

}  // namespace

void add_dictionary_events(const Dictionaries& dictionaries, const Ontology& ontology,
                           const Document& document, std::span<const Sentence> sentences,
                           std::vector<Event>& events) {
  if (!dictionaries.has_verbs() || !document.published) return;
  const Day day = document.published->local_day();
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& sentence = sentences[i];
    for (const DictionaryEvent& coded : dictionaries.code(sentence.tokens, day)) {
      Event event = event_of(coded, ontology);
      event.document = document.id;
      event.sentence = static_cast<std::int32_t>(i);
      event.sentence_span = sentence.span;
      event.text = sentence.span.of(document.text);
      event.date = to_iso(day), event.date_precision = "day";
      event.trigger = {std::string(sentence.tokens[coded.verb].span.of(document.text)), sentence.tokens[coded.verb].span};
      event.id = hex_hash(document.id + "|" + std::to_string(event.trigger.span.begin) + "|" + event.rule + "|" +
                          coded.source + "|" + coded.target + "|" + coded.code);
      if (!says(events, event)) events.push_back(std::move(event));
    }
  }
}

}  // namespace brink
