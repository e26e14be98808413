// SPDX-License-Identifier: Apache-2.0
// Which PLOVER type relates two marked mentions: the coder's own reading with the two as actors that
// are known, then ever weaker readings of the verbs and nouns around them.
#include <algorithm>

#include "events/dates.h"
#include "events/events.h"
#include "events/match.h"
#include "events/mentions.h"
#include "events/quote_marks.h"
#include "events/shallow.h"
#include "events/speech.h"
#include "events/tree_reading.h"

namespace brink {
namespace {

// Codes that no table has: the two mentions, while the sentence is read.
constexpr const char *kSource = "?source", *kTarget = "?target";

struct Tokens {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

Tokens tokens_of(const Sentence& sentence, Span span) {
  Tokens found;
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
    const Span token = sentence.tokens[i].span;
    if (token.end <= span.begin || token.begin >= span.end) continue;
    if (found.empty()) found.begin = i;
    found.end = i + 1;
  }
  return found;
}

// The token on which the others of the mention hang; without a tree the last before its first
// preposition.
std::uint32_t head_of(const SentenceView& reading, Tokens mention) {
  const auto& tokens = reading.sentence->tokens;
  if (reading.sentence->parsed())
    for (std::uint32_t i = mention.begin; i < mention.end; ++i) {
      const std::int32_t head = tokens[i].head;
      const bool outside = head < static_cast<std::int32_t>(mention.begin) ||
                           head >= static_cast<std::int32_t>(mention.end);
      if (outside && tokens[i].upos != "PUNCT" && tokens[i].upos != "ADP") return i;
    }
  for (std::uint32_t i = mention.begin + 1; i < mention.end; ++i)
    if (reading.classes(i) & kPreposition) return i - 1;
  return mention.end - 1;
}

bool overlap(const Mention& a, const Mention& b) { return a.begin < b.end && b.begin < a.end; }

// Takes out what tables know of names that a marked mention covers.
void drop_names_within(const Mention& marked, SentenceView& reading) {
  std::vector<std::int32_t> now(reading.mentions.size(), kNone);
  std::vector<Mention> kept;
  for (std::size_t i = 0; i < reading.mentions.size(); ++i) {
    if (overlap(reading.mentions[i], marked) && reading.mentions[i].actor.code[0] != '?') continue;
    now[i] = static_cast<std::int32_t>(kept.size());
    kept.push_back(std::move(reading.mentions[i]));
  }
  for (NounPhrase& chunk : reading.chunks)
    for (std::int32_t* index : {&chunk.mention, &chunk.owner})
      if (*index != kNone) *index = now[static_cast<std::size_t>(*index)];
  reading.mentions = std::move(kept);
}

// The phrase that the mention's head stands in names the party, or holds its name.
void mark(const Document& document, Tokens at, const char* code, SentenceView& reading) {
  if (at.empty()) return;
  const std::int32_t index = reading.chunk_of[head_of(reading, at)];
  if (index == kNone) return;
  NounPhrase& chunk = reading.chunks[static_cast<std::size_t>(index)];
  const auto& tokens = reading.sentence->tokens;
  Mention mention;
  mention.begin = std::max(at.begin, chunk.begin), mention.end = std::min(at.end, chunk.end);
  if (mention.begin >= mention.end) return;
  for (const Mention& other : reading.mentions)
    if (overlap(other, mention) && other.actor.code[0] != '?') {
      mention.actor.sector.insert(mention.actor.sector.end(), other.actor.sector.begin(), other.actor.sector.end());
      mention.person = mention.person || other.person;
    }
  mention.actor.code = mention.actor.name = code;
  mention.actor.span = {tokens[mention.begin].span.begin, tokens[mention.end - 1].span.end};
  mention.actor.text = std::string(mention.actor.span.of(document.text));
  drop_names_within(mention, reading);
  reading.mentions.push_back(mention);
  chunk.time = false;
  if (mention.end == chunk.end) chunk.mention = static_cast<std::int32_t>(reading.mentions.size() - 1);
}

bool names(const std::vector<Actor>& actors, std::string_view code) {
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return a.code == code; });
}

bool cooperative(const Event& event) {
  return event.quad == Quad::kVerbalCooperation || event.quad == Quad::kMaterialCooperation;
}

// What the two parties' relation is called where CAMEO's categories are: to yield one day is to
// agree, to decline help is to reject, and force to come is a threat.
std::string relation_of(const Ontology& ontology, const Event& event) {
  if (event.status == Status::kNegated && cooperative(event)) return "REJECT";
  if (event.status == Status::kFuture && (event.type == "CONCEDE" || event.type == "RETREAT")) return "AGREE";
  if (event.status == Status::kFuture && event.quad == Quad::kMaterialConflict && event.type != "MOBILIZE")
    return "THREATEN";
  const std::string_view root = ontology.cameo_root(event.cameo);
  return root.empty() ? event.type : std::string(root);
}

// How well a coded event relates source and target; 0 for not at all.
int fit(const Event& event) {
  const bool source = names(event.actor, kSource), target = names(event.recipient, kTarget);
  if (source && target) return 6;
  if (source && names(event.actor, kTarget)) return 5;
  if (source && event.recipient.empty()) return 4;
  if (source) return 3;
  if (names(event.actor, kTarget) && names(event.recipient, kSource)) return 2;
  if (target) return 2;
  return 0;
}

// How well an act read without asking for its parties may relate them: those it has, and how near
// its word is to the two.
double nearness(const Event& event, const SentenceView& reading, Tokens source, Tokens target) {
  const Tokens at = tokens_of(*reading.sentence, event.trigger.span);
  const auto distance = [&](Tokens other) {
    if (at.empty() || other.empty()) return 10.0;
    return at.begin >= other.end ? at.begin - other.end + 0.0 : other.begin >= at.end ? other.begin - at.end + 0.0 : 0.0;
  };
  double sum = 0;
  if (names(event.actor, kSource)) sum += 3;
  if (names(event.recipient, kTarget)) sum += 2.5;
  if (names(event.actor, kTarget)) sum += 1;
  if (names(event.recipient, kSource)) sum += 1;
  const bool between = (at.begin >= source.end && at.end <= target.begin) || (at.begin >= target.end && at.end <= source.begin);
  if (between) sum += 1;
  return sum - 0.08 * std::min(distance(source), 12.0) - 0.08 * std::min(distance(target), 12.0);
}

constexpr int kReadings = 4;  // tree and words, each strictly and leniently

}  // namespace

PairType Coder::relate(const Document& document, std::span<const Sentence> sentences, Span source,
                       Span target) const {
  PairType best;
  double most = 0;
  const std::vector<Entity> entities = finder_.find(document, sentences);
  const std::vector<Timex> times = times_.find(document, sentences);
  Memory memory;
  QuoteMarks quotes;
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const Sentence& sentence = sentences[n];
    SentenceView reading;
    reading.quoted = quotes.read(sentence);
    const Tokens from = tokens_of(sentence, source), to = tokens_of(sentence, target);
    if ((from.empty() && to.empty()) || sentence.tokens.size() > settings_.most_tokens ||
        !begin_reading(knowledge_, document.text, sentence, reading))
      continue;
    take_mentions(entities, static_cast<std::int32_t>(n), document.text, reading);
    const std::vector<Mention> mentions = reading.mentions;
    const std::vector<DateMention> dates = dates_of(times, static_cast<std::uint32_t>(n));
    for (int way = 0; way < kReadings; ++way) {
      const bool tree = way % 2 == 0, lenient = way >= 2;
      if (tree && !sentence.parsed()) continue;
      if (lenient && most > 0) break;
      forget_reading(reading);
      reading.mentions = mentions;
      tree ? read_tree(knowledge_, reading) : read_shallow(knowledge_, reading);
      mark(document, from, kSource, reading);
      mark(document, to, kTarget, reading);
      const Speech speech = find_speech(knowledge_, document.text, memory, reading);
      double best_here = -100;
      for (const Event& event : match({knowledge_, document, memory, reading, speech, dates,
                                       static_cast<std::int32_t>(n), lenient})) {
        const double near = nearness(event, reading, from, to);
        const double score = lenient ? near : 100 + 4 * fit(event) + 2 * tree + 0.2 * near;
        if ((!lenient && fit(event) == 0) || score <= (lenient ? best_here : most)) continue;
        best_here = score;
        if (!lenient) most = score;
        best = {relation_of(knowledge_.ontology(), event), lenient ? 0.3 : 0.1 * fit(event) + 0.2};
      }
      if (lenient && best_here > -100) break;
    }
  }
  return best;
}

}  // namespace brink
