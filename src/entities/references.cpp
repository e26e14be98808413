// SPDX-License-Identifier: Apache-2.0
#include "entities/references.h"

#include <algorithm>
#include <initializer_list>
#include <limits>

#include "base/one_of.h"

namespace brink::entities {
namespace {

constexpr std::int32_t kNobody = -1;
// How far back is looked, so that a long document stays linear.
constexpr std::int32_t kPronounSentences = 2;
constexpr std::size_t kMostLookedAt = 400;  // entities

// Weights of an antecedent, set by hand: a subject of the sentence before outweighs what is no
// subject in this one's own beginning.
constexpr int kSentenceBack = 8, kSubject = 6, kNamed = 3, kBodyAsMany = -3;

bool has_all_of(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && text.find(word) != std::string_view::npos;
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::find(b.begin(), b.end(), x) != b.end();
  });
}

// What a pronoun asks of whom it means.
struct Pronoun {
  char sex = ' ';       // 'm', 'f': a person
  bool thing = false;   // "it"
  bool many = false;    // "they"
  bool object = false;  // "him": not the subject of its own clause
};

std::optional<Pronoun> pronoun_of(std::string_view lower) {
  if (is_one_of(lower, {"he", "his"})) return Pronoun{'m', false, false, false};
  if (lower == "him") return Pronoun{'m', false, false, true};
  if (is_one_of(lower, {"she", "her"})) return Pronoun{'f', false, false, false};
  if (is_one_of(lower, {"it", "its"})) return Pronoun{' ', true, false, false};
  if (is_one_of(lower, {"they", "their"})) return Pronoun{' ', false, true, false};
  if (lower == "them") return Pronoun{' ', false, true, true};
  return {};
}

// "It is clear that": means nothing.
bool is_empty_it(const Reading& reading, std::size_t i) {
  if (reading.lower[i] != "it") return false;
  if (reading.sentence->parsed()) return reading.token(i).deprel.rfind("expl", 0) == 0;
  if (i + 1 >= reading.size() || !(reading.classes(i + 1) & (kAuxiliary | kModal))) return false;
  for (std::size_t k = i + 2; k < reading.size() && k < i + 6; ++k) {
    if (is_one_of(reading.lower[k], {"that", "to", "who", "when", "whether", "if", "how"}))
      return true;
    if (reading.lower[k] == ",") return false;
  }
  return false;
}

// "the ministry" after "the foreign ministry".
bool is_called(std::string_view role, std::string_view wanted) {
  return role.size() >= wanted.size() && role.substr(role.size() - wanted.size()) == wanted;
}

// Whether "it" stands as a subject that does something: "it warned", not "it is true", "shoot it".
bool may_mean_a_body(const Reading& reading, std::size_t i) {
  if (i + 1 >= reading.size() || reading.classes(i + 1) & kAuxiliary || reading.is_genitive(i + 1))
    return false;
  if (i == 0) return true;
  if (reading.classes(i - 1) & kPreposition) return false;
  return !reading.words[i - 1] || reading.words[i - 1]->verbs.empty() ||
         reading.classes(i - 1) & (kComplementiser | kSubordinator | kCoordinator);
}

bool fits(const Found& found, const Pronoun& pronoun) {
  const Entity& entity = found.entity;
  const bool single_person = entity.kind == EntityKind::kPerson || (found.title && !entity.plural);
  if (pronoun.sex != ' ') return single_person && (entity.sex == ' ' || entity.sex == pronoun.sex);
  if (single_person || entity.modifier) return false;
  switch (entity.kind) {
    case EntityKind::kOrganisation:
      return true;
    case EntityKind::kPlace:
      return pronoun.thing && !entity.sector.empty();
    case EntityKind::kNationality:
      return pronoun.many && entity.plural;
    case EntityKind::kGroup:
    case EntityKind::kUnit:
      return pronoun.many == entity.plural;
    default:
      return false;
  }
}

}  // namespace

std::vector<Found> Referents::with_pronouns(const Reading& reading, std::vector<Found> sentence,
                                            std::int32_t number) const {
  std::vector<bool> covered(reading.size(), false);
  for (const Found& found : sentence)
    for (std::uint32_t i = found.entity.first; i <= found.entity.last; ++i) covered[i] = true;
  std::vector<Found> all;
  std::vector<std::int32_t> moved(sentence.size());  // where each went
  std::size_t next = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    for (; next < sentence.size() && sentence[next].entity.first == i; ++next) {
      moved[next] = static_cast<std::int32_t>(all.size());
      Found& found = sentence[next];
      if (found.entity.inside >= 0)
        found.entity.inside = moved[static_cast<std::size_t>(found.entity.inside)];
      all.push_back(std::move(found));
    }
    if (covered[i] || !pronoun_of(reading.lower[i]) || is_empty_it(reading, i)) continue;
    Found pronoun;
    pronoun.entity.form = EntityForm::kPronoun;
    pronoun.entity.sentence = number;
    pronoun.entity.first = pronoun.entity.last = pronoun.entity.head =
        static_cast<std::uint32_t>(i);
    pronoun.entity.span = reading.token(i).span;
    pronoun.subject = is_one_of(reading.lower[i], {"he", "she", "they"});
    all.push_back(std::move(pronoun));
  }
  return all;
}

void Referents::add(const Reading& reading, std::vector<Found> sentence, std::int32_t number) {
  const std::vector<Found> open = with_pronouns(reading, std::move(sentence), number);
  std::vector<std::int32_t> place(open.size(), kNobody);  // in all_
  for (std::size_t i = 0; i < open.size(); ++i) {
    Found found = open[i];
    if (!understand(reading, open, i, found)) continue;
    if (found.entity.inside >= 0)
      found.entity.inside = place[static_cast<std::size_t>(found.entity.inside)];
    place[i] = static_cast<std::int32_t>(all_.size());
    all_.push_back(std::move(found));
  }
}

std::vector<Entity> Referents::take() {
  std::vector<Entity> entities;
  entities.reserve(all_.size());
  for (Found& found : all_) entities.push_back(std::move(found.entity));
  all_.clear();
  return entities;
}

bool Referents::understand(const Reading& reading, std::span<const Found> sentence, std::size_t i,
                           Found& found) const {
  if (found.entity.form == EntityForm::kPronoun) return understand_pronoun(reading, found);
  if (!found.noun.empty())
    return found.entity.kind == EntityKind::kPlace ? understand_land(found)
                                                   : understand_body(found);
  const bool unit = found.entity.kind == EntityKind::kUnit;
  if ((!found.role.empty() || unit) && found.entity.kind != EntityKind::kPerson)
    understand_group(reading, sentence, i, found);
  return true;
}

void Referents::borrow(std::int32_t from, Found& to) const {
  const Found& source = all_[static_cast<std::size_t>(from)];
  to.entity.refers_to = from;
  to.entity.code = source.entity.code;
  to.entity.sector = source.entity.sector;
  to.entity.name = source.entity.name;
  to.entity.sex = source.entity.sex;
  to.entity.human = source.entity.human;
  to.entity.place = source.entity.place;
  to.party = source.party;
}

bool Referents::understand_pronoun(const Reading& reading, Found& found) const {
  const Entity& entity = found.entity;
  Pronoun pronoun = *pronoun_of(reading.lower[entity.first]);
  // "it" means things that were done as often as bodies: only a plain subject is understood.
  const bool bare_it = reading.lower[entity.first] == "it";
  if (bare_it && !may_mean_a_body(reading, entity.first)) return false;
  bool skip_subject = pronoun.object;
  int best = std::numeric_limits<int>::min();
  std::int32_t chosen = kNobody;
  std::size_t looked = 0;
  for (std::size_t k = all_.size(); k-- > 0 && looked < kMostLookedAt; ++looked) {
    const Found& other = all_[k];
    const std::int32_t back = entity.sentence - other.entity.sentence;
    if (back > kPronounSentences) break;
    const bool part_of_person =
        other.entity.inside >= 0 &&
        all_[static_cast<std::size_t>(other.entity.inside)].entity.kind == EntityKind::kPerson;
    if (part_of_person || !fits(other, pronoun)) continue;
    if (bare_it && !other.subject) continue;
    if (skip_subject && back == 0 && other.subject) {
      skip_subject = false;
      continue;
    }
    int weight = -kSentenceBack * back;
    if (other.subject) weight += kSubject;
    if (other.entity.form == EntityForm::kName) weight += kNamed;
    if (pronoun.many && !other.entity.plural) weight += kBodyAsMany;
    if (other.entity.inside >= 0) weight -= kNamed;
    if (weight > best) {
      best = weight;
      chosen = static_cast<std::int32_t>(k);
    }
  }
  if (chosen == kNobody) return false;
  found.entity.kind = all_[static_cast<std::size_t>(chosen)].entity.kind;
  found.entity.plural = pronoun.many;
  found.title = all_[static_cast<std::size_t>(chosen)].title;
  found.role = all_[static_cast<std::size_t>(chosen)].role;
  borrow(chosen, found);
  return true;
}

// "the country", "the city": the last one named, a subject before others of its sentence.
bool Referents::understand_land(Found& found) const {
  const bool country =
      knowledge_.name_words().stand_in(found.noun)->kind == StandIn::Kind::kCountry;
  int best = std::numeric_limits<int>::min();
  std::int32_t chosen = kNobody;
  for (std::size_t k = all_.size(), looked = 0; k-- > 0 && looked < kMostLookedAt; ++looked) {
    const Entity& other = all_[k].entity;
    if (other.kind != EntityKind::kPlace || other.form != EntityForm::kName) continue;
    const bool town = other.sector.empty() || (other.place && other.place->name != other.name);
    if (country == town || (country && other.code.empty())) continue;
    const int weight = -kSentenceBack * (found.entity.sentence - other.sentence) +
                       (all_[k].subject ? kSubject : 0) - (other.inside >= 0 ? 1 : 0);
    if (weight > best) {
      best = weight;
      chosen = static_cast<std::int32_t>(k);
    }
    if (found.entity.sentence - other.sentence > kPronounSentences && chosen != kNobody) break;
  }
  if (chosen == kNobody) return false;
  borrow(chosen, found);
  return true;
}

bool Referents::understand_body(Found& found) const {
  const std::string noun = found.noun.empty() ? found.role : found.noun;
  const StandIn* means = knowledge_.name_words().stand_in(noun);
  for (std::size_t k = all_.size(), looked = 0; k-- > 0 && looked < kMostLookedAt; ++looked) {
    const Entity& other = all_[k].entity;
    if (other.kind != EntityKind::kOrganisation || other.form != EntityForm::kName) continue;
    const bool by_code = means && std::find(means->codes.begin(), means->codes.end(), other.code) !=
                                      means->codes.end();
    const bool by_sector = means && shares(means->sectors, other.sector);
    if (!by_code && !by_sector && !has_all_of(plain_title(other.name), noun)) continue;
    borrow(static_cast<std::int32_t>(k), found);
    return true;
  }
  return false;
}

// Whether the person has the group's role: by the title in the text, or by the tables that day.
bool Referents::bears(const Found& person, const Found& group) const {
  const std::string wanted = plain_title(group.role);
  const auto is_it = [&](std::string_view title) {
    const std::string plain = plain_title(title);
    return plain.size() >= wanted.size() &&
           plain.compare(plain.size() - wanted.size(), wanted.size(), wanted) == 0;
  };
  if (!person.role.empty() && is_it(person.role)) return true;
  if (person.party < 0) return false;
  for (const Role& role : knowledge_.actors().party(static_cast<std::uint32_t>(person.party)).roles)
    if ((!role.from || *role.from <= today_) && (!role.until || today_ <= *role.until) &&
        is_it(role.title))
      return true;
  return false;
}

// The person named right before: "Sergei Lavrov, the Russian foreign minister".
std::int32_t Referents::apposed(const Reading& reading, const Found& found) const {
  std::size_t at = found.entity.first;
  while (at > 0 && (reading.classes(at - 1) & kArticle || reading.lower[at - 1] == "former")) --at;
  if (at < 2 || reading.lower[at - 1] != ",") return kNobody;
  for (std::size_t k = all_.size(); k-- > 0;) {
    const Entity& other = all_[k].entity;
    if (other.sentence != found.entity.sentence || other.last + 2 < at) return kNobody;
    if (other.last + 2 == at && other.kind == EntityKind::kPerson && other.inside < 0)
      return static_cast<std::int32_t>(k);
  }
  return kNobody;
}

// Whoever was called by the same role before, of the same country if that was said.
std::int32_t Referents::same_role(const Found& found) const {
  std::int32_t nominal = kNobody;
  for (std::size_t k = all_.size(), looked = 0; k-- > 0 && looked < kMostLookedAt; ++looked) {
    const Found& other = all_[k];
    if (other.entity.form == EntityForm::kPronoun || other.entity.code == "UNK") continue;
    if (found.entity.code != "UNK" && found.entity.code != other.entity.code) continue;
    if (found.title && other.entity.kind == EntityKind::kPerson && other.entity.inside < 0 &&
        bears(other, found))
      return static_cast<std::int32_t>(k);
    if (nominal == kNobody && is_called(other.role, found.role) &&
        other.entity.kind != EntityKind::kPerson && other.entity.plural == found.entity.plural)
      nominal = static_cast<std::int32_t>(k);
  }
  return nominal;
}

void Referents::understand_group(const Reading& reading, std::span<const Found> sentence,
                                 std::size_t i, Found& found) const {
  // "the country's president": the country is understood first.
  for (std::size_t k = i + 1; k < sentence.size(); ++k) {
    if (sentence[k].entity.inside != static_cast<std::int32_t>(i) || sentence[k].noun.empty())
      continue;
    Found owner = sentence[k];
    const bool land = owner.entity.kind == EntityKind::kPlace;
    if (land ? understand_land(owner) : understand_body(owner))
      found.entity.code = owner.entity.code;
  }
  // "their forces": whose they are the pronoun right before tells.
  if (found.entity.code == "UNK" && !found.owned && !all_.empty()) {
    const Entity& owner = all_.back().entity;
    if (owner.form == EntityForm::kPronoun && owner.sentence == found.entity.sentence &&
        owner.last + 1 == found.entity.first && reading.classes(owner.first) & kPossessive) {
      found.entity.code = owner.code;
      found.owned = true;
    }
  }
  if (found.entity.modifier) return;  // "the city's official website"
  const bool former = found.entity.sector.size() == 1 && found.entity.sector.front() == "ELI";
  if (found.title && !former) {
    std::int32_t person = apposed(reading, found);
    if (person == kNobody && (found.definite || found.owned)) {
      const std::int32_t other = same_role(found);
      if (other != kNobody &&
          (all_[static_cast<std::size_t>(other)].entity.kind == EntityKind::kPerson ||
           found.entity.code == "UNK"))
        person = other;
    }
    if (person != kNobody) {
      const std::vector<std::string> sector = found.entity.sector;
      borrow(person, found);
      if (found.entity.sector.empty()) found.entity.sector = sector;
      return;
    }
    if (!found.owned && found.entity.code == "UNK") return;
    if (const Party* holder = holders_.find(found.entity.code, found.role, today_)) {
      found.entity.name = holder->name;
      found.entity.sex = holder->sex;
    }
    return;
  }
  if (found.entity.code != "UNK" || found.owned || !found.definite || found.role.empty()) return;
  if (const std::int32_t other = same_role(found); other != kNobody) {
    const std::vector<std::string> sector = found.entity.sector;
    borrow(other, found);
    found.entity.sector = sector;
    return;
  }
  if (!found.entity.plural && knowledge_.name_words().stand_in(found.role)) understand_body(found);
}

}  // namespace brink::entities
