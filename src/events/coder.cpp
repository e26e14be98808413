// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "events/dates.h"
#include "events/events.h"
#include "events/match.h"
#include "events/mentions.h"
#include "events/quote_marks.h"
#include "events/shallow.h"
#include "events/speech.h"
#include "events/toponyms.h"
#include "events/tree_reading.h"

namespace brink {
namespace {

// Where the verbs stand that the tree knows as participles of what is done to somebody, beside a verb of the sentence
// and without an object: "the general killed near Kyiv was buried". By the words alone he would kill. Where no other verb is finite,
// or something is acted on, the tree may have taken a past for a participle.
std::vector<std::uint32_t> suffered_acts(const SentenceView& reading) {
  std::vector<std::uint32_t> begins;
  const auto finite = [](const Predicate& p) { return p.kind == VerbKind::kFinite; };
  if (std::none_of(reading.predicates.begin(), reading.predicates.end(), finite)) return begins;
  const auto names_doer = [](const Oblique& o) { return o.preposition == "by"; };
  for (const Predicate& p : reading.predicates)
    if (p.kind == VerbKind::kParticiple && p.passive && p.objects.empty() && std::none_of(p.obliques.begin(), p.obliques.end(), names_doer))
      begins.push_back(reading.sentence->tokens[p.verb].span.begin);
  std::sort(begins.begin(), begins.end());
  return begins;
}

Memory begin_memory(const Document& document) {
  Memory memory;
  if (document.published) {
    memory.today = document.published->local_day();
    memory.dated = true;
  }
  return memory;
}

// Who was named and who acted, for the sentences that follow.
void remember(const SentenceView& reading, const Parties& parties, Memory& memory) {
  for (const Mention& mention : reading.mentions)
    if (mention.person && mention.actor.name != mention.actor.text.substr(0, 0) && !mention.agent)
      memory.see({mention.actor, mention.sex});
  for (const Predicate& p : reading.predicates)
    for (const Participant& who : parties.acting(p.subjects))
      if (!who.person && who.actor.code != "UNK") {
        memory.thing = who.actor;
        break;
      }
}

}  // namespace

std::vector<Event> Coder::code(const Document& document,
                               std::span<const Sentence> sentences) const {
  return code(document, sentences, nullptr);
}

std::map<std::string, std::vector<std::string>> Coder::status_trail(
    const Document& document, std::span<const Sentence> sentences) const {
  StatusTrail trail;
  (void)code(document, sentences, &trail);
  std::map<std::string, std::vector<std::string>> lines;
  for (const auto& [id, steps] : trail)
    for (const StatusStep& step : steps)
      lines[id].push_back(step.what + ": " + std::string(name_of(step.status)) + (step.hedged ? ", hedged" : ""));
  return lines;
}

std::vector<Event> Coder::code(const Document& document, std::span<const Sentence> sentences,
                               StatusTrail* trail) const {
  std::vector<Event> events;
  const std::vector<Entity> entities = finder_.find(document, sentences);
  Memory memory = begin_memory(document);
  const std::vector<Timex> times = times_.find(document, sentences);
  Toponyms toponyms(places_, document, sentences);
  QuoteMarks quotes;
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const Sentence& sentence = sentences[n];
    if (sentence.starts_paragraph) quotes.begin_paragraph();
    SentenceView reading;
    reading.quoted = quotes.read(sentence);
    if (sentence.tokens.size() > settings_.most_tokens ||
        !begin_reading(knowledge_, document.text, sentence, reading))
      continue;
    take_mentions(entities, static_cast<std::int32_t>(n), document.text, reading);
    toponyms.lay_over(reading);
    const std::vector<DateMention> dates = dates_of(times, static_cast<std::uint32_t>(n));
    const auto read = [&] {
      const Speech speech = find_speech(knowledge_, document.text, memory, reading);
      return match({knowledge_, document, memory, reading, speech, dates, static_cast<std::int32_t>(n), false, trail});
    };
    std::vector<Event> found;
    if (sentence.parsed()) {
      read_tree(knowledge_, reading);
      found = read();
    }
    // Where the tree shows nothing that a frame knows it may be wrong: the words by themselves.
    if (found.empty()) {
      const std::vector<std::uint32_t> suffered = suffered_acts(reading);
      forget_reading(reading);
      read_shallow(knowledge_, reading);
      found = read();
      std::erase_if(found, [&](const Event& e) {
        const bool phrase = e.trigger.text.find(' ') != std::string::npos;  // "called on"
        return !phrase && std::binary_search(suffered.begin(), suffered.end(), e.trigger.span.begin);
      });
    }
    std::move(found.begin(), found.end(), std::back_inserter(events));
    remember(reading, Parties(knowledge_, document.text, memory, reading), memory);
  }
  return events;
}

}  // namespace brink
