// SPDX-License-Identifier: Apache-2.0
#include "events/parties.h"

#include <algorithm>

namespace brink {

constexpr std::uint32_t kMostBetween = 9;  // bytes between people and their place: " in the "

Parties::Parties(const Knowledge& knowledge, std::string_view text, const Memory& memory,
                 const SentenceView& reading)
    : knowledge_(knowledge), text_(text), memory_(memory), reading_(reading) {
  collectives_ = knowledge.frames().class_named("collective");
  for (const char* name : {"force", "weapon", "missile", "bomb", "attack", "organ"})
    instruments_ |= knowledge.frames().class_named(name);
  for (const char* name : {"missile", "bomb", "attack"}) blows_ |= knowledge.frames().class_named(name);
  polities_ = knowledge.frames().class_named("polity");
  humans_ = knowledge.frames().class_named("human");
  cyber_ = knowledge.frames().class_named("cyberattack");
}

std::optional<Participant> Parties::by_name(std::int32_t mention) const {
  if (mention == kNone) return {};
  const Mention& found = reading_.mentions[static_cast<std::size_t>(mention)];
  Participant participant;
  participant.actor = found.actor;
  participant.person = found.person;
  participant.agent = found.agent;
  participant.adjective = found.adjective;
  const std::string& last = reading_.lower[found.end - 1];
  participant.plural = !found.person && last.size() > 2 && last.back() == 's';
  return participant;
}

void Parties::add_named(const NounPhrase& chunk, Participant head, std::vector<Participant>& to) const {
  const Mention& last = reading_.mentions[static_cast<std::size_t>(chunk.mention)];
  const auto joins = [&](std::uint32_t from, std::uint32_t until) {
    if (from >= until) return false;
    for (std::uint32_t i = from; i < until; ++i) {
      const std::string& word = reading_.lower[i];
      if (word != "and" && word != "," && word != "or" && word != "the" && word != "&") return false;
    }
    return true;
  };
  std::vector<Participant> sharing;
  std::uint32_t from = last.begin;
  for (std::size_t m = reading_.mentions.size(); m-- > 0;) {
    const Mention& mention = reading_.mentions[m];
    if (mention.begin < chunk.begin || mention.end > from || mention.person || !joins(mention.end, from)) continue;
    auto named = by_name(static_cast<std::int32_t>(m));
    if (mention.adjective || head.agent) named->actor.sector = head.actor.sector;
    named->adjective = false, named->agent = head.agent;
    sharing.insert(sharing.begin(), std::move(*named));
    from = mention.begin;
  }
  for (Participant& one : sharing) to.push_back(std::move(one));
  to.push_back(std::move(head));
}

Participant Parties::as_written(Actor actor, const NounPhrase& chunk) const {
  const auto& tokens = reading_.sentence->tokens;
  actor.span = {tokens[chunk.begin].span.begin, tokens[chunk.end - 1].span.end};
  actor.text = std::string(actor.span.of(text_));
  Participant participant;
  participant.actor = std::move(actor);
  return participant;
}

std::optional<Participant> Parties::before(const NounPhrase& pronoun, bool person, char sex) const {
  // Subjects of the sentence first, the nearest first: "Biden told him that he ...".
  for (std::size_t i = reading_.predicates.size(); i-- > 0;)
    for (const std::uint32_t index : reading_.predicates[i].subjects) {
      const NounPhrase& chunk = reading_.chunks[index];
      if (chunk.end > pronoun.begin || chunk.mention == kNone) continue;
      const Mention& mention = reading_.mentions[static_cast<std::size_t>(chunk.mention)];
      if (mention.person != person || mention.agent || mention.adjective) continue;
      if (person && sex != ' ' && mention.sex != ' ' && mention.sex != sex) continue;
      return by_name(chunk.mention);
    }
  return {};
}

std::optional<Participant> Parties::before_plural(const NounPhrase& pronoun) const {
  for (std::size_t i = reading_.predicates.size(); i-- > 0;) {
    const auto& subjects = reading_.predicates[i].subjects;
    for (const std::uint32_t index : subjects) {
      const NounPhrase& chunk = reading_.chunks[index];
      if (chunk.end > pronoun.begin || chunk.mention == kNone) continue;
      const auto named = by_name(chunk.mention);
      if (named && (named->plural || subjects.size() > 1)) return named;
    }
  }
  return {};
}

std::optional<Participant> Parties::by_possessor(const NounPhrase& chunk) const {
  if (!(reading_.classes(chunk.begin) & kPossessive)) return {};
  NounPhrase pronoun;
  pronoun.begin = chunk.begin, pronoun.end = chunk.begin + 1;
  if (auto meant = by_referent(pronoun)) return meant;
  const std::string& word = reading_.lower[chunk.begin];
  if (word == "his" || word == "her") return before(pronoun, true, word == "his" ? 'm' : 'f');
  if (word == "its") return before(pronoun, false, ' ');
  if (word == "their") return before_plural(pronoun);
  return {};
}

std::optional<Participant> Parties::by_possessive(const NounPhrase& chunk) const {
  if ((chunk.head_classes & polities_).none()) return {};
  const std::string& word = reading_.lower[chunk.begin];
  std::optional<Participant> owner;
  if (word == "his" || word == "her")
    owner = before(chunk, true, word == "his" ? 'm' : 'f');
  else if (word == "its" || word == "their")
    owner = before(chunk, false, ' ');
  if (!owner) return {};
  const Party* country = knowledge_.actors().country(owner->actor.code);
  if (!country) return {};
  owner->actor.name = country->name;
  owner->actor.sector = {"GOV"};
  owner->person = false;
  return owner;
}

// The clause of which the pronoun is the subject is what he says: "says (that) it will".
bool Parties::is_said_by(const Participant& who, const NounPhrase& pronoun) const {
  const auto begins = [&](std::uint32_t chunk, std::uint32_t token) { return reading_.chunks[chunk].begin == token; };
  for (const Predicate& clause : reading_.predicates) {
    if (clause.governor == kNone || (clause.marker != "that" && !clause.marker.empty())) continue;
    if (std::none_of(clause.subjects.begin(), clause.subjects.end(), [&](std::uint32_t s) { return begins(s, pronoun.begin); })) continue;
    for (const std::uint32_t index : reading_.predicates[static_cast<std::size_t>(clause.governor)].subjects) {
      const auto named = by_name(reading_.chunks[index].mention);
      if (named && named->actor.span == who.actor.span) return true;
    }
  }
  return false;
}

std::optional<Participant> Parties::state_of_ruler(const NounPhrase& pronoun) const {
  if (pronoun.end != pronoun.begin + 1 || reading_.lower[pronoun.begin] != "it" || before(pronoun, false, ' ')) return {};
  std::optional<Participant> ruler = before(pronoun, true, ' ');
  if (!ruler || !has_sector(ruler->actor, {"GOV", "MIL"}) || !is_said_by(*ruler, pronoun)) return {};
  const Party* country = knowledge_.actors().country(ruler->actor.code);
  if (!country) return {};
  ruler->actor.name = country->name;
  ruler->actor.sector = {"GOV"};
  ruler->person = false;
  return ruler;
}

Participant Parties::placed(Participant who, std::uint32_t index) const {
  if (who.actor.code != "UNK" || index >= reading_.ties.size()) return who;
  const bool ruler = who.person && has_sector(who.actor, {"GOV"});       // "King Abdulaziz of Saudi Arabia"
  if (!ruler && !who.agent) return who;
  for (const Oblique& after : reading_.ties[index].after) {
    if ((after.preposition != "of" && (ruler || after.preposition != "in")) || after.chunks.empty()) continue;
    const NounPhrase& chunk = reading_.chunks[after.chunks.front()];
    if (chunk.place == kNone) continue;
    const Place& place = reading_.places[static_cast<std::size_t>(chunk.place)].place;
    if (place.country.empty()) break;
    who.actor.code = place.country;
    who.placed = !ruler;
    // Shown with the place that tells it, where that stands right behind: "people in Somalia".
    const auto& tokens = reading_.sentence->tokens;
    const Span behind{who.actor.span.end, tokens[chunk.begin].span.begin};
    if (behind.begin < behind.end && behind.end - behind.begin <= kMostBetween) {
      who.actor.span.end = tokens[chunk.end - 1].span.end;
      who.actor.text = std::string(who.actor.span.of(text_));
    }
    break;
  }
  return who;
}

std::optional<Participant> Parties::by_referent(const NounPhrase& pronoun) const {
  for (const Mention& meant : reading_.pronouns) {
    if (meant.begin != pronoun.begin) continue;
    Participant participant;
    participant.actor = meant.actor;
    participant.person = meant.person;
    participant.agent = meant.agent;
    // Shown by name where this sentence has it.
    for (const Mention& named : reading_.mentions)
      if (named.end <= meant.begin && named.actor.code == meant.actor.code && named.actor.name == meant.actor.name) {
        participant.actor.text = named.actor.text;
        participant.actor.span = named.actor.span;
      }
    return participant;
  }
  return {};
}

// "when it comes to Putin"
bool Parties::stands_for_nobody(const NounPhrase& pronoun) const {
  if (reading_.lower[pronoun.begin] != "it" || pronoun.end + 1 >= reading_.lower.size()) return false;
  const std::string& verb = reading_.lower[pronoun.end];
  return (verb == "comes" || verb == "came" || verb == "come") && reading_.lower[pronoun.end + 1] == "to";
}

std::optional<Participant> Parties::by_pronoun(const NounPhrase& chunk) const {
  if (chunk.end != chunk.begin + 1) return {};
  const std::uint32_t bits = reading_.classes(chunk.begin);
  if (stands_for_nobody(chunk)) return {};
  if (auto meant = by_referent(chunk)) return meant;
  if (bits & kPronounPerson) {
    const char sex = bits & kPronounShe ? 'f' : 'm';
    if (auto found = before(chunk, true, sex)) return found;
    for (auto it = memory_.people.rbegin(); it != memory_.people.rend(); ++it)
      if (it->sex == sex || it->sex == ' ') {
        Participant participant = as_written(it->actor, chunk);
        participant.person = true;
        return participant;
      }
  }
  if ((bits & kPronounWe) && reading_.quoted[chunk.begin] && speaker_)
    return as_written(*speaker_, chunk);
  if (bits & kPronounPlural)
    if (auto found = before_plural(chunk)) return found;
  if (bits & kPronounThing) {
    if (auto found = before(chunk, false, ' ')) return found;
    if (memory_.thing) return as_written(*memory_.thing, chunk);
  }
  return {};
}

std::optional<Participant> Parties::by_place(const NounPhrase& chunk) const {
  if (chunk.place == kNone) return {};
  const Place& place = reading_.places[static_cast<std::size_t>(chunk.place)].place;
  if (place.country.empty()) return {};
  Participant participant;
  participant.actor.code = place.country;
  participant.actor.name = place.name;
  participant.actor.span = place.span;
  participant.actor.text = std::string(place.span.of(text_));
  return participant;
}

std::optional<Participant> Parties::by_capitals(const NounPhrase& chunk) const {
  const auto& tokens = reading_.sentence->tokens;
  if (chunk.begin == 0 || chunk.time || chunk.place != kNone || chunk.end > chunk.begin + 4)
    return {};
  for (std::uint32_t i = chunk.begin; i < chunk.end; ++i) {
    const char first = tokens[i].form[0];
    if (first < 'A' || first > 'Z' || tokens[i].form.size() < 3 || reading_.words[i]) return {};
  }
  Actor actor;
  actor.code = "UNK";
  Participant participant = as_written(std::move(actor), chunk);
  participant.actor.name = participant.actor.text;
  participant.person = true;
  return participant;
}

// A country or capital by its plain name: what it is said of happens to it or there more often than
// it is its deed ("the Ukraine invasion", "the London bombings"). Short forms are used like
// adjectives ("US sanctions").
bool Parties::is_adjunct(const Mention& mention) const {
  if (mention.adjective || mention.person || mention.agent) return false;
  const std::string& next = reading_.lower[mention.end];
  if (next == "'s" || next == "’s" || next == "'" || next == "’") return false;
  const std::string& text = mention.actor.text;
  if (std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return false;
  return std::any_of(reading_.places.begin(), reading_.places.end(), [&](const PlaceMention& place) {
    return place.begin == mention.begin && place.end == mention.end;
  });
}

std::vector<Participant> Parties::owners(std::uint32_t index) const {
  const NounPhrase& chunk = reading_.chunks[index];
  std::vector<Participant> found;
  for (std::size_t m = 0; m < reading_.mentions.size(); ++m) {
    const Mention& mention = reading_.mentions[m];
    if (mention.begin < chunk.begin || mention.end >= chunk.end) continue;
    if (auto participant = by_name(static_cast<std::int32_t>(m))) {
      participant->inside = true;
      participant->adjunct = is_adjunct(mention);
      found.push_back(std::move(*participant));
    }
  }
  return found;
}

// "Thousands of Sudanese": people of the land.
bool Parties::is_counted(const NounPhrase& chunk) const {
  const Mention& mention = reading_.mentions[static_cast<std::size_t>(chunk.mention)];
  return mention.begin > chunk.begin + 1 && reading_.lower[mention.begin - 1] == "of" && (reading_.classes(mention.begin - 2) & kNumberWord);
}

std::vector<Participant> Parties::acting(const std::vector<std::uint32_t>& chunks) const {
  std::vector<Participant> found;
  for (const std::uint32_t index : chunks) {
    const NounPhrase& chunk = reading_.chunks[index];
    if (auto named = by_name(chunk.mention)) {
      if (!reading_.mentions[static_cast<std::size_t>(chunk.mention)].adjective) {
        add_named(chunk, placed(std::move(*named), index), found);
      } else if (is_counted(chunk)) {
        named->actor.sector = {"CVL"}, named->adjective = false;
        found.push_back(std::move(*named));
      }
    } else if (auto ruled = state_of_ruler(chunk)) {
      found.push_back(std::move(*ruled));
    } else if (auto meant = by_pronoun(chunk)) {
      found.push_back(std::move(*meant));
    } else if (auto state = by_possessive(chunk)) {
      found.push_back(std::move(*state));
    } else if (chunk.for_owner) {
      if (auto possessor = by_possessor(chunk)) found.push_back(std::move(*possessor));
      for (Participant& owner : owners(index)) {
        const std::string_view behind = text_.substr(owner.actor.span.end, 3);
        const bool owns = behind.starts_with('\'') || behind == "\xE2\x80\x99";  // "the rebels' refusal", not "official attempts"
        if (owner.adjunct || (owner.agent && !owns)) continue;
        owner.inside = false;
        found.push_back(std::move(owner));
      }
    } else if ((chunk.head_classes & instruments_).any()) {
      const std::vector<Participant> owning = owners(index);
      const bool cyber = (chunk.head_classes & cyber_).any();
      for (Participant owner : owning) {
        owner.inside = false;
        owner.cyber = cyber;
        found.push_back(std::move(owner));
      }
      if (owning.empty() && (chunk.head_classes & blows_).any()) {  // "was hit by a cyberattack": nobody says whose
        Actor nobody;
        nobody.code = "UNK";
        found.push_back(as_written(std::move(nobody), chunk));
        found.back().blow = true, found.back().cyber = cyber;
      }
    } else if ((chunk.head_classes & collectives_).any()) {
      std::vector<Participant> members = of_whom(index);
      if (members.empty()) {  // "Taliban members", but not "the Irish band"
        members = owners(index);
        std::erase_if(members, [](const Participant& m) { return m.adjective; });
      }
      for (Participant& member : members) found.push_back(std::move(member));
    }
  }
  return found;
}

// Whom the phrase is made of, or whose it is: "dozens of protesters", "the arrest of the minister".
std::vector<Participant> Parties::of_whom(std::uint32_t index) const {
  std::vector<Participant> found;
  for (const Oblique& after : reading_.ties[index].after) {
    if (after.preposition != "of") continue;
    for (const std::uint32_t inner : after.chunks) {
      if (auto named = by_name(reading_.chunks[inner].mention))
        found.push_back(std::move(*named));
      else
        for (Participant& owner : owners(inner)) found.push_back(std::move(owner));
    }
    break;
  }
  return found;
}

std::vector<Participant> Parties::affected(const std::vector<std::uint32_t>& chunks,
                                           bool places) const {
  std::vector<Participant> found;
  for (const std::uint32_t index : chunks) {
    const NounPhrase& chunk = reading_.chunks[index];
    if (auto named = by_name(chunk.mention)) {
      add_named(chunk, placed(std::move(*named), index), found);
    } else if (auto meant = by_pronoun(chunk)) {
      found.push_back(std::move(*meant));
    } else if (auto state = by_possessive(chunk)) {
      found.push_back(std::move(*state));
    } else if (auto inside = owners(index); !inside.empty()) {
      const bool person = (chunk.head_classes & humans_).any();  // "a Lebanese man" is himself
      for (Participant& owner : inside) {
        if (person && owner.adjective) owner.inside = false, owner.person = true, owner.actor.sector = {"CVL"};
        found.push_back(std::move(owner));
      }
    } else if (auto members = of_whom(index); !members.empty()) {
      for (Participant& member : members) found.push_back(std::move(member));
    } else if (places) {
      if (auto place = by_place(chunk))
        found.push_back(std::move(*place));
      else if (auto stranger = by_capitals(chunk))
        found.push_back(std::move(*stranger));
    } else if (auto stranger = by_capitals(chunk)) {
      found.push_back(std::move(*stranger));
    }
  }
  return found;
}

std::vector<Participant> Parties::unnamed(const std::vector<std::uint32_t>& chunks,
                                          const NounClasses& but) const {
  constexpr std::uint32_t kNoNames = kPronounPerson | kPronounThing | kPronounWe | kPossessive;
  std::vector<Participant> found;
  for (const std::uint32_t index : chunks) {
    const NounPhrase& chunk = reading_.chunks[index];
    if (chunk.time || chunk.mention != kNone || (chunk.head_classes & but).any()) continue;
    if (reading_.classes(chunk.end - 1) & kNoNames) continue;
    const std::string& tag = reading_.sentence->tokens[chunk.end - 1].upos;
    if (!tag.empty() && tag != "NOUN" && tag != "PROPN") continue;
    Actor actor;
    actor.code = "UNK";
    found.push_back(as_written(std::move(actor), chunk));
  }
  return found;
}

}  // namespace brink
