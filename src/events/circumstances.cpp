// SPDX-License-Identifier: Apache-2.0
#include "events/circumstances.h"

#include <algorithm>
#include <charconv>

namespace brink {
namespace {

// "in Kabul", not "on Russia" or "to Ukraine", which tell whom words and gifts are for.
bool places_words(std::string_view preposition) {
  static constexpr std::string_view kPlacing[] = {"in",     "at",     "near",   "inside",
                                                  "across", "around", "within", "throughout"};
  return std::find(std::begin(kPlacing), std::end(kPlacing), preposition) != std::end(kPlacing);
}

bool places_things(std::string_view preposition) {
  static constexpr std::string_view kPlacing[] = {
      "in",         "at",     "near",   "on",      "inside", "outside", "across",
      "over",       "along",  "around", "into",    "toward", "towards", "to",
      "throughout", "within", "off",    "through", "onto"};
  return std::find(std::begin(kPlacing), std::end(kPlacing), preposition) != std::end(kPlacing);
}

bool is_border(const SentenceView& reading, const NounPhrase& chunk) {
  const std::string& head = reading.lower[chunk.end - 1];
  return head == "border" || head == "borders" || head == "frontier";
}

// "the Ukrainian border": a place of the owner's country.
std::optional<Place> border_place(const Knowledge& knowledge, std::string_view text,
                                  const SentenceView& reading, const NounPhrase& chunk) {
  if (!is_border(reading, chunk) || chunk.owner == kNone) return {};
  const Mention& owner = reading.mentions[static_cast<std::size_t>(chunk.owner)];
  const Party* country = knowledge.actors().country(owner.actor.code);
  if (!country) return {};
  const auto& tokens = reading.sentence->tokens;
  Place place;
  place.span = {tokens[owner.begin].span.begin, tokens[chunk.end - 1].span.end};
  place.name = std::string(place.span.of(text));
  place.country = owner.actor.code;
  place.lat = country->lat;
  place.lon = country->lon;
  place.has_coordinates = true;
  return place;
}

// The place that the phrase itself is: "in Belarus", "in the Kharkiv region", not "at Russia's request".
std::optional<Place> place_named_by(const SentenceView& reading, const NounPhrase& chunk) {
  if (chunk.place == kNone) return {};
  const PlaceMention& place = reading.places[static_cast<std::size_t>(chunk.place)];
  if (place.end + 1 >= chunk.end) return place.place;
  return {};
}

// "north of Kyiv", "in the town of Bucha": what stands before "of" only tells which side or kind of place.
bool is_located_by(const Knowledge& knowledge, const SentenceView& reading, const NounPhrase& place, bool moves) {
  if (place.begin < 2 || reading.lower[place.begin - 1] != "of") return false;
  const Word* word = reading.words[place.begin - 2];
  if (!word) return false;
  const Frames& frames = knowledge.frames();
  if ((word->nouns & frames.class_named("direction")).any()) return true;
  const std::int32_t kind = reading.chunk_of[place.begin - 2];
  if (kind == kNone || (word->nouns & frames.class_named("locality")).none()) return false;
  const std::uint32_t begin = reading.chunks[static_cast<std::size_t>(kind)].begin;
  if (begin == 0) return false;
  const std::string& before = reading.lower[begin - 1];
  return moves ? places_things(before) : places_words(before);
}

std::optional<std::int64_t> plain_number(std::string_view word) {
  std::string digits;
  for (const char c : word) {
    if (c == ',') continue;
    if (c < '0' || c > '9' || digits.size() > 15) return {};
    digits += c;
  }
  std::int64_t value = 0;
  if (digits.empty() ||
      std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc())
    return {};
  return value;
}

struct Range {
  std::int64_t low, high;
};

// "thousands": from two thousand to just below ten thousand.
std::optional<Range> vague_number(std::string_view word) {
  if (word == "dozens") return Range{24, 99};
  if (word == "scores") return Range{40, 199};
  if (word == "hundreds") return Range{200, 999};
  if (word == "thousands") return Range{2000, 9999};
  if (word == "millions") return Range{2000000, 9999999};
  return {};
}

std::optional<std::int64_t> number_word(std::string_view word) {
  static constexpr std::string_view kWords[] = {"",     "one",    "two",   "three", "four",
                                                "five", "six",    "seven", "eight", "nine",
                                                "ten",  "eleven", "twelve"};
  for (std::size_t i = 1; i < std::size(kWords); ++i)
    if (word == kWords[i]) return static_cast<std::int64_t>(i);
  if (word == "dozen") return 12;
  return {};
}

std::int64_t scale(std::string_view word) {
  if (word == "hundred") return 100;
  if (word == "thousand") return 1000;
  if (word == "million") return 1000000;
  if (word == "billion") return 1000000000;
  return 1;
}

// "in 2014, when Russia annexed Crimea"
bool is_taken_up(const SentenceView& reading, const DateMention& date) {
  std::size_t at = date.end;
  if (at < reading.lower.size() && reading.lower[at] == ",") ++at;
  return at < reading.lower.size() && reading.lower[at] == "when";
}

}  // namespace

std::optional<Place> place_of(const Knowledge& knowledge, std::string_view text,
                              const SentenceView& reading, const std::vector<Oblique>& phrases,
                              bool moves) {
  for (const Oblique& phrase : phrases) {
    const bool places = moves ? places_things(phrase.preposition) : places_words(phrase.preposition);
    for (const std::uint32_t index : phrase.chunks) {
      const NounPhrase& chunk = reading.chunks[index];
      if (!places && !(phrase.preposition == "of" && is_located_by(knowledge, reading, chunk, moves))) continue;
      if (auto border = border_place(knowledge, text, reading, chunk)) return border;
      if (auto place = place_named_by(reading, chunk)) return place;
    }
  }
  return {};
}

std::optional<Place> struck_place(const SentenceView& reading, const std::vector<Actor>& recipients) {
  constexpr std::uint32_t kArticle = 4;  // bytes of "the "
  for (const Actor& recipient : recipients)
    for (const PlaceMention& named : reading.places) {
      const Span span = named.place.span;
      if (recipient.span.contains(span) && span.end == recipient.span.end && recipient.span.size() <= span.size() + kArticle) return named.place;
    }
  return {};
}

std::optional<Quantity> quantity_in(const SentenceView& reading,
                                    const std::vector<std::uint32_t>& chunks) {
  const auto& tokens = reading.sentence->tokens;
  for (const std::uint32_t index : chunks) {
    const NounPhrase& chunk = reading.chunks[index];
    for (std::uint32_t i = chunk.begin; i < chunk.end; ++i) {
      const std::string& word = reading.lower[i];
      if (const auto vague = vague_number(word))
        return Quantity{tokens[i].form, vague->low, vague->high};
      auto value = plain_number(word);
      if (!value) value = number_word(word);
      if (!value || (i > chunk.begin && tokens[i - 1].form == "-")) continue;
      if (i + 1 < chunk.end && tokens[i + 1].form == "-") continue;
      Quantity quantity{tokens[i].form, *value, *value};
      if (i + 1 < chunk.end)
        if (const std::int64_t times = scale(reading.lower[i + 1]); times > 1 && *value < 1000000) {
          quantity.text += " " + tokens[i + 1].form;
          quantity.low = quantity.high = *value * times;
        }
      return quantity;
    }
  }
  return {};
}

void add_modes(const Knowledge& knowledge, const SentenceView& reading, std::uint32_t begin,
               std::uint32_t end, const std::string& type, std::vector<std::string>& modes) {
  for (std::uint32_t i = begin; i < end; ++i) {
    if (!reading.words[i]) continue;
    for (const std::uint16_t number : reading.words[i]->modes) {
      const ModeRule& rule = knowledge.frames().mode(number);
      if (rule.type == type && std::find(modes.begin(), modes.end(), rule.mode) == modes.end())
        modes.push_back(rule.mode);
    }
  }
}

void add_contexts(const Knowledge& knowledge, const SentenceView& reading, std::uint32_t begin,
                  std::uint32_t end, std::vector<std::string>& contexts) {
  std::uint64_t bits = 0;
  for (std::uint32_t i = begin; i < end; ++i)
    if (reading.words[i]) bits |= reading.words[i]->contexts;
  for (std::size_t k = 0; bits != 0; ++k, bits >>= 1) {
    const std::string* name = bits & 1 ? &knowledge.frames().context(k) : nullptr;
    if (name && std::find(contexts.begin(), contexts.end(), *name) == contexts.end())
      contexts.push_back(*name);
  }
}

const DateMention* date_of(const SentenceView& reading, const std::vector<DateMention>& dates,
                           std::int32_t predicate, std::uint32_t token) {
  if (dates.empty()) return nullptr;
  // Each date belongs to the last predicate before it, or to the first when it opens the sentence;
  // with "when" behind it to the next.
  const auto owner = [&](const DateMention& date) {
    std::int32_t last = kNone;
    const bool when = is_taken_up(reading, date);
    for (std::size_t i = 0; i < reading.predicates.size(); ++i) {
      if (reading.predicates[i].begin < date.begin)
        last = static_cast<std::int32_t>(i);
      else if (when)
        return static_cast<std::int32_t>(i);
    }
    return last == kNone && !reading.predicates.empty() ? 0 : last;
  };
  if (predicate == kNone) {
    for (const DateMention& date : dates)
      if (date.begin >= token && date.begin <= token + 4) return &date;
    return nullptr;
  }
  for (int step = 0; step < 4 && predicate != kNone; ++step) {
    for (const DateMention& date : dates)
      if (owner(date) == predicate) return &date;
    const Predicate& p = reading.predicates[static_cast<std::size_t>(predicate)];
    if (p.marker == "that") return nullptr;
    predicate = p.governor;
  }
  return nullptr;
}

}  // namespace brink
