// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/utf8.h"
#include "events/dates.h"
#include "events/events.h"
#include "events/match.h"
#include "events/mentions.h"
#include "events/shallow.h"
#include "events/speech.h"
#include "events/tree_reading.h"

namespace brink {
namespace {

// Quotation marks seen so far: whether the text stands within them.
class Quotes {
 public:
  void begin_paragraph() { open_ = false; }

  std::vector<bool> read(const Sentence& sentence) {
    std::vector<bool> inside(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const std::string& form = sentence.tokens[i].form;
      if (form == "“" || form == "``")
        open_ = true;
      else if (form == "”" || form == "''")
        open_ = false;
      else if (form == "\"")
        open_ = !open_;
      inside[i] = open_;
    }
    return inside;
  }

 private:
  bool open_ = false;
};

std::string lower_of(const std::string& form) {
  bool ascii = true;
  for (const char c : form) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (!ascii) return fold_case(form);
  std::string lower = form;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

Memory begin_memory(const Document& document) {
  Memory memory;
  if (document.published) {
    memory.today = document.published->local_day();
    memory.dated = true;
  }
  return memory;
}

// All tokens lie within the text and in order; only then their spans may be used.
bool is_sound(const Sentence& sentence, std::size_t text_size) {
  std::uint32_t at = 0;
  for (const Token& token : sentence.tokens) {
    if (token.span.begin < at || token.span.empty() || token.span.end > text_size ||
        token.form.empty())
      return false;
    at = token.span.end;
  }
  return sentence.span.end <= text_size && !sentence.span.empty();
}

void forget_reading(SentenceView& reading) {
  reading.chunks.clear();
  reading.chunk_of.clear();
  reading.ties.clear();
  reading.predicates.clear();
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
  std::vector<Event> events;
  const std::vector<Entity> entities = finder_.find(document, sentences);
  Memory memory = begin_memory(document);
  const std::vector<Timex> times = times_.find(document, sentences);
  Quotes quotes;
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const Sentence& sentence = sentences[n];
    if (sentence.starts_paragraph) quotes.begin_paragraph();
    SentenceView reading;
    reading.sentence = &sentence;
    reading.quoted = quotes.read(sentence);
    if (sentence.tokens.empty() || sentence.tokens.size() > settings_.most_tokens ||
        !is_sound(sentence, document.text.size()))
      continue;
    for (const Token& token : sentence.tokens) {
      reading.lower.push_back(lower_of(token.form));
      reading.words.push_back(knowledge_.words().find(reading.lower.back()));
    }
    reading.atoms = knowledge_.atoms_of(sentence.tokens, reading.lower);
    take_mentions(entities, static_cast<std::int32_t>(n), document.text, reading);
    const std::vector<DateMention> dates = dates_of(times, static_cast<std::uint32_t>(n));
    const auto read = [&] {
      const Speech speech = find_speech(knowledge_, document.text, memory, reading);
      return match({knowledge_, document, memory, reading, speech, dates, static_cast<std::int32_t>(n)});
    };
    std::vector<Event> found;
    if (sentence.parsed()) {
      read_tree(knowledge_, reading);
      found = read();
    }
    // Where the tree shows nothing that a frame knows it may be wrong: the words by themselves.
    if (found.empty()) {
      forget_reading(reading);
      read_shallow(knowledge_, reading);
      found = read();
    }
    std::move(found.begin(), found.end(), std::back_inserter(events));
    remember(reading, Parties(knowledge_, document.text, memory, reading), memory);
  }
  return events;
}

}  // namespace brink
