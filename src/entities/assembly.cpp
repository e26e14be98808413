// SPDX-License-Identifier: Apache-2.0
#include "entities/assembly.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace brink::entities {
namespace {

constexpr std::size_t kOpeningTokens =
    2;                                   // "Troops from Russia": "from" tells whose they are there
constexpr std::size_t kMostBetween = 3;  // plain words between an owner and what it owns

// Whose something is.
struct Owner {
  std::string code, name;
  std::vector<std::string> sectors;
};

bool has(const std::vector<std::string>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_plural(std::string_view lower) {
  if (lower.size() > 3 && lower.substr(lower.size() - 3) == "men") return true;
  if (lower == "police" || lower == "people" || lower == "media") return true;
  return lower.size() > 2 && lower.back() == 's' && lower[lower.size() - 2] != 's';
}

class Assembler {
 public:
  Assembler(const Knowledge& knowledge, Memory& memory, const Reading& reading,
            const std::vector<Piece>& pieces, std::int32_t sentence)
      : knowledge_(knowledge),
        actors_(knowledge.actors()),
        memory_(memory),
        reading_(reading),
        pieces_(pieces),
        sentence_(sentence) {}

  std::vector<Found> run() {
    for (std::size_t i = 0; i < pieces_.size();) i = put_together(i);
    return std::move(found_);
  }

 private:
  using Kind = Piece::Kind;

  // Reads the entity that begins at piece i; gives the next piece's index.
  std::size_t put_together(std::size_t i) {
    const Piece& first = pieces_[i];
    if (is_part_of_longer_word(first) && first.kind == Kind::kName) return read_bare(i, true);
    if (first.kind == Kind::kAgent || first.kind == Kind::kUnit) return read_agent(i, i, {});
    if (first.kind == Kind::kEquipment) return read_weapon(i, i, {});
    const std::size_t owned = may_own(first) ? owned_by(i) : 0;
    if (owned && pieces_[owned].kind == Kind::kEquipment) {
      if (is_own_weapon(first)) return read_weapon(i, owned, owner_of(first));
      return read_bare(i, false);
    }
    if (owned) return read_agent(i, owned, owner_of(first));
    if (first.is_person()) return read_person(i, first.begin, {});
    return read_bare(i, false);
  }

  // "Russian-backed".
  bool is_part_of_longer_word(const Piece& piece) const {
    if (!reading_.is_hyphen(piece.end)) return false;
    return !reading_.is(piece.end + 1, kCapital);
  }

  // "Russian missiles", "Russia's missiles", "US missiles"; in "gave Ukraine missiles" two objects.
  bool is_own_weapon(const Piece& piece) const {
    if (reading_.is_genitive(piece.end) || !piece.is_land()) return true;
    const Token& last = reading_.token(piece.end - 1);
    if (reading_.sentence->parsed()) return last.deprel == "compound" || last.deprel == "nmod";
    return reading_.is(piece.end - 1, kAllCaps);
  }

  bool may_own(const Piece& piece) const {
    if (piece.is_person()) return reading_.is_genitive(piece.end);  // "Putin's forces"
    if (piece.kind == Kind::kStandIn) return true;
    if (piece.kind == Kind::kStranger || piece.kind == Kind::kKnown)
      return piece.known->kind != EntityKind::kName || reading_.is_genitive(piece.end);
    return piece.name.has_value() || reading_.is_genitive(piece.end) || place_country(piece) != "";
  }

  std::string place_country(const Piece& piece) const {
    return piece.place ? actors_.place(piece.place->index).country : "";
  }

  // What piece i owns: "Russian", "Russia's", "U.S." followed by an agent's word or a weapon, with
  // few plain words between. 0: none.
  std::size_t owned_by(std::size_t i) const {
    if (i + 1 >= pieces_.size()) return 0;
    const Piece& target = pieces_[i + 1];
    if (target.kind != Kind::kAgent && target.kind != Kind::kUnit &&
        target.kind != Kind::kEquipment)
      return 0;
    std::size_t at = pieces_[i].end;
    if (reading_.is_genitive(at)) ++at;
    if (target.begin < at || target.begin > at + kMostBetween) return 0;
    for (; at < target.begin; ++at)
      if (!is_plain_modifier(at)) return 0;
    return i + 1;
  }

  // A word that may stand between a name and its noun: no function word, verb or mark.
  bool is_plain_modifier(std::size_t token) const {
    const std::string& form = reading_.lower[token];
    if (form == "-" || form == "&") return true;
    const auto c = static_cast<unsigned char>(form[0]);
    if (!(std::isalnum(c) || c >= 0x80)) return false;
    const Word* word = reading_.words[token];
    if (!word) return true;
    if (word->classes & ~static_cast<std::uint32_t>(kNumberWord)) return false;
    return word->verbs.empty() || word->noun_too ||
           word->verbs.front().form == VerbForm::kParticiple;
  }

  Owner owner_of(const Piece& piece) const {
    if (piece.known)
      return {piece.known->code.empty() ? "UNK" : piece.known->code, piece.known->name,
              piece.known->sector};
    if (piece.name) {
      const Party& party = actors_.party(piece.name->index);
      Capacity capacity = capacity_of(party, memory_.today);
      return {std::move(capacity.code), party.name, std::move(capacity.sectors)};
    }
    if (piece.place) return {place_country(piece).empty() ? "UNK" : place_country(piece), "", {}};
    return {"UNK", "", {}};
  }

  static void take_owner(const Owner& owner, Found& group) {
    Entity& entity = group.entity;
    entity.code = owner.code;
    if (!owner.name.empty()) entity.name = owner.name;
    group.owned = true;
    if (entity.sector.empty()) entity.sector = owner.sectors;
    if (has(owner.sectors, "PRE") && entity.sector != owner.sectors) entity.sector.push_back("PRE");
  }

  // ---- those who act, by an agent's word or a unit's name

  // At piece `agent`, owned by piece `from` if there is an owner.
  std::size_t read_agent(std::size_t from, std::size_t agent, const std::optional<Owner>& owner) {
    std::size_t last = agent;
    // "national security council spokesman": the last of several agents' words is the head.
    while (last + 1 < pieces_.size() && pieces_[last + 1].begin == pieces_[last].end &&
           (pieces_[last + 1].kind == Kind::kAgent || pieces_[last + 1].kind == Kind::kUnit))
      ++last;
    Found group = begin_group(from, agent, last);
    if (owner) take_owner(*owner, group);
    std::size_t next = last + 1;
    std::optional<std::size_t> behind;
    if (!owner && next < pieces_.size() && owner_behind(pieces_[last].end, pieces_[next])) {
      take_owner(owner_of(pieces_[next]), group);
      group.entity.last = pieces_[next].end - 1;
      behind = next++;
    }
    if (!owner && !behind && next < pieces_.size() && speaks_for(pieces_[last].end, pieces_[next])) {
      if (pieces_[next].kind != Kind::kAgent) behind = next;
      next = take_principal(next, group) + 1;
    }
    if (group.entity.code == "UNK" && next < pieces_.size())
      take_home(pieces_[last].end, pieces_[next], group.entity);
    if (is_former(group.entity.first)) take_former(group.entity);
    if (group.title && next < pieces_.size() &&
        is_named_behind(pieces_[next], group.entity.last + 1))
      return read_person(next, group.entity.first, {from, owner, std::move(group)});
    if (group.title) introduce_before(group);
    if (group.title && next < pieces_.size()) introduce_after(group, next);
    const std::size_t outer = emit(std::move(group));
    if (owner) emit_inner(pieces_[from], outer, !reading_.is_genitive(pieces_[from].end));
    if (behind) emit_inner(pieces_[*behind], outer, false);
    return next;
  }

  // "spokesman for the Kremlin".
  bool speaks_for(std::size_t end, const Piece& piece) const {
    if (end + 1 >= reading_.size() || reading_.lower[end] != "for" || !reading_.lower[end - 1].starts_with("spokes")) return false;
    const bool article = (reading_.classes(end + 1) & kArticle) != 0;
    if (piece.begin != end + 1 + article) return false;
    if (piece.kind == Kind::kAgent) return !actors_.agent(*piece.agent).title;
    return piece.name || piece.place || (piece.known && piece.known->kind != EntityKind::kName);
  }

  // For whom somebody speaks: the piece `i`, or what that owns ("the Ukrainian army"). The last piece of it.
  std::size_t take_principal(std::size_t i, Found& group) const {
    const std::size_t owned = owned_by(i), last = owned ? owned : i;
    Owner whom = pieces_[i].kind == Kind::kAgent ? Owner{"UNK", "", {}} : owner_of(pieces_[i]);
    if (pieces_[last].agent) whom.sectors = actors_.agent(*pieces_[last].agent).sectors;
    if (!whom.sectors.empty()) group.entity.sector.clear();
    take_owner(whom, group);
    group.entity.last = pieces_[last].end - 1;
    return last;
  }

  Found begin_group(std::size_t from, std::size_t agent, std::size_t last) const {
    const Piece& head = pieces_[last];
    Found group = new_found(pieces_[from].begin, head.end);
    group.entity.form = EntityForm::kNominal;
    group.entity.head = head_of(pieces_[from].begin, head.end - 1, head.end - 1);
    group.entity.plural = is_plural(reading_.lower[head.end - 1]);
    group.entity.code = "UNK";
    group.definite = is_definite(pieces_[from].begin);
    if (head.kind == Kind::kUnit) {
      group.entity.kind = EntityKind::kUnit;
      group.entity.sector = {"MIL"};
      if (reading_.is(head.begin, kCapital) ||
          std::isdigit(static_cast<unsigned char>(reading_.lower[head.begin][0])))
        group.entity.form = EntityForm::kName;
      group.entity.name = reading_.text_of(head.begin, head.end);
      return group;
    }
    const Agent& word = actors_.agent(*head.agent);
    group.entity.kind = is_called_so(head, word) ? EntityKind::kOrganisation : EntityKind::kGroup;
    group.role = word.word;
    group.title = word.title && !group.entity.plural;
    group.entity.human = word.title;
    group.entity.sector = word.sectors;
    for (std::size_t k = agent; k < last && group.entity.sector.empty(); ++k)
      if (pieces_[k].agent) group.entity.sector = actors_.agent(*pieces_[k].agent).sectors;
    if (!word.country.empty()) group.entity.code = word.country;
    group.entity.modifier = stands_before_noun(head);
    return group;
  }

  // Written as a name: "Foreign Ministry".
  bool is_called_so(const Piece& head, const Agent& word) const {
    return !word.title && !is_plural(reading_.lower[head.end - 1]) && !reading_.headline &&
           reading_.is(head.end - 1, kCapital) && !reading_.is(head.end - 1, kOpening);
  }

  // "police station": the word behind goes on with the noun phrase.
  bool stands_before_noun(const Piece& head) const {
    const std::size_t i = head.end;
    if (i >= reading_.size()) return false;
    if (reading_.sentence->parsed()) {
      const Token& token = reading_.token(head.end - 1);
      return token.deprel == "compound" && token.head >= static_cast<std::int32_t>(i);
    }
    if (!reading_.is(i, kWordlike) || reading_.is(i, kCapital)) return false;
    if (const Word* noun = reading_.words[i]; noun && (noun->classes || !noun->verbs.empty()))
      return false;
    const std::string& word = reading_.lower[i];
    const auto ends = [&word](std::string_view end) {
      return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
    };
    return !is_plural(reading_.lower[head.end - 1]) && !ends("ly") && !ends("ed") && !ends("ing") &&
           word.size() > 2;
  }

  // "president of France", "troops from Russia".
  bool owner_behind(std::size_t end, const Piece& piece) const {
    if (piece.is_person() || (!piece.name && !piece.known && piece.kind != Kind::kStandIn))
      return false;
    if (piece.name && piece.name->naming == Naming::kDemonym) return false;
    if (piece.known && piece.known->kind == EntityKind::kName) return false;
    if (end >= reading_.size()) return false;
    // "withdrew its troops from Syria" is not about Syrian troops.
    if (reading_.lower[end] != "of" && (reading_.lower[end] != "from" || end > kOpeningTokens))
      return false;
    std::size_t at = end + 1;
    if (at < reading_.size() && reading_.classes(at) & (kArticle | kDemonstrative)) ++at;
    return at == piece.begin;
  }

  // "police in Minsk": they are of the country in which they stand. Troops need not be.
  void take_home(std::size_t end, const Piece& piece, Entity& entity) const {
    if (end >= reading_.size() || reading_.lower[end] != "in" || piece.begin != end + 1) return;
    const bool civil =
        std::any_of(entity.sector.begin(), entity.sector.end(), [](const std::string& sector) {
          return sector == "COP" || sector == "JUD" || sector == "LEG" || sector == "CVL" ||
                 sector == "EDU" || sector == "LAB";
        });
    if (!civil) return;
    if (!place_country(piece).empty())
      entity.code = place_country(piece);
    else if (piece.is_land())
      entity.code = owner_of(piece).code;
  }

  bool is_former(std::size_t begin) const {
    return begin > 0 &&
           (reading_.lower[begin - 1] == "former" || reading_.lower[begin - 1] == "ex" ||
            reading_.lower[begin - 1] == "ousted" || reading_.lower[begin - 1] == "deposed" ||
            (reading_.is_hyphen(begin - 1) && reading_.lower[begin - 2] == "ex"));
  }
  // PLOVER: former officials are elite.
  static void take_former(Entity& entity) {
    if (has(entity.sector, "GOV") || has(entity.sector, "LEG") || has(entity.sector, "MIL"))
      entity.sector = {"ELI"};
  }

  // ---- people

  struct Title {
    std::size_t from = 0;  // piece of the owner, or of the title itself
    std::optional<Owner> owner;
    std::optional<Found> group;  // the title's own reading; none: no title
  };

  // A name right behind a title: "President Putin", "Trade Minister Mario Rossi".
  static bool is_named_behind(const Piece& piece, std::size_t end) {
    if (piece.begin != end) return false;
    return piece.is_person() ||
           (piece.kind == Kind::kStranger && piece.known->kind != EntityKind::kOrganisation &&
            piece.known->kind != EntityKind::kUnit);
  }

  std::size_t read_person(std::size_t i, std::size_t begin, Title title) {
    const Piece& piece = pieces_[i];
    Known known = known_of(piece);
    known.kind = EntityKind::kPerson;
    const bool stranger = piece.kind == Kind::kStranger || piece.kind == Kind::kKnown;
    if (title.group && stranger && known.code.size() != 3) known.code = "UNK";
    if (title.group && stranger && (known.code == "UNK" || known.code.empty())) {
      known.code = title.group->entity.code;
      known.sector = title.group->entity.sector;
    }
    Found person = new_found(begin, piece.end);
    fill(known, person);
    person.party = piece.name ? static_cast<std::int32_t>(piece.name->index) : -1;
    if (title.group) person.role = title.group->role;
    person.title = title.group.has_value();
    person.entity.head = head_of(begin, piece.end - 1, piece.end - 1);
    learn(piece, known);
    for (const auto& [bearer, group] : bearers_)
      if (bearer == i) bear(group, person);
    const std::size_t outer = emit(std::move(person));
    if (title.owner)
      emit_inner(pieces_[title.from], outer, !reading_.is_genitive(pieces_[title.from].end));
    if (piece.name_begin > begin) {  // the name alone, without titles
      Found name = new_found(piece.name_begin, piece.end);
      fill(known, name);
      name.entity.inside = static_cast<std::int32_t>(outer);
      emit(std::move(name));
    }
    return i + 1;
  }

  Known known_of(const Piece& piece) const {
    if (piece.known) return *piece.known;
    const Party& party = actors_.party(piece.name->index);
    Capacity capacity = capacity_of(party, memory_.today);
    return {EntityKind::kPerson, std::move(capacity.code), std::move(capacity.sectors), party.name,
            party.sex};
  }

  static void fill(const Known& known, Found& found) {
    found.entity.kind = known.kind;
    found.entity.human = known.kind == EntityKind::kPerson;
    found.entity.code = known.code;
    found.entity.sector = known.sector;
    found.entity.name = known.name;
    found.entity.sex = known.sex;
  }

  void learn(const Piece& piece, const Known& known) {
    if (piece.name) {
      const std::string& family = actors_.party(piece.name->index).family;
      if (!family.empty()) memory_.names[family] = known;
    } else if (piece.kind == Kind::kStranger) {
      memory_.names[reading_.token(piece.end - 1).form] = known;
      memory_.names[known.name] = known;
    }
  }

  // "Mario Rossi, Italy's trade minister": the stranger before the comma bears the title.
  void introduce_before(const Found& group) {
    std::size_t comma = group.entity.first;
    if (comma > 0 && reading_.classes(comma - 1) & kArticle) --comma;
    if (comma > 0 && (reading_.lower[comma - 1] == "former")) --comma;
    if (comma > 0 && reading_.classes(comma - 1) & kArticle) --comma;
    if (comma < 2 || reading_.lower[comma - 1] != ",") return;
    for (std::size_t k = found_.size(); k-- > 0 && found_[k].entity.last + 2 == comma;)
      bear(group, found_[k]);
  }

  // "the Italian trade minister, Mario Rossi, said".
  void introduce_after(const Found& group, std::size_t next) {
    const Piece& piece = pieces_[next];
    const std::size_t comma = group.entity.last + 1;
    if (piece.kind != Kind::kStranger || piece.begin != comma + 1 || reading_.lower[comma] != ",")
      return;
    if (piece.end < piece.begin + 2 || piece.known->kind == EntityKind::kOrganisation) return;
    if (piece.end < reading_.size() && reading_.is(piece.end, kWordlike)) return;
    bearers_.push_back({next, group});
  }

  void bear(const Found& group, Found& person) {
    Entity& entity = person.entity;
    if (person.party >= 0 || entity.first == entity.last) return;
    if (entity.kind != EntityKind::kPerson && entity.kind != EntityKind::kName) return;
    if (entity.form != EntityForm::kName || (entity.code != "UNK" && !entity.code.empty())) return;
    entity.kind = EntityKind::kPerson;
    entity.human = true;
    entity.code = group.entity.code;
    entity.sector = group.entity.sector;
    person.role = group.role;
    person.title = true;
    const Known known{EntityKind::kPerson, entity.code, entity.sector, entity.name, entity.sex};
    memory_.names[reading_.token(entity.last).form] = known;
    memory_.names[entity.name] = known;
  }

  // ---- weapons

  std::size_t read_weapon(std::size_t from, std::size_t i, const std::optional<Owner>& owner) {
    const Piece& piece = pieces_[i];
    Found weapon = new_found(pieces_[from].begin, piece.end);
    Entity& entity = weapon.entity;
    entity.kind = EntityKind::kEquipment;
    entity.form = reading_.is(piece.begin, kCapital) ? EntityForm::kName : EntityForm::kNominal;
    entity.head = head_of(entity.first, entity.last, piece.end - 1);
    entity.plural = is_plural(reading_.lower[piece.end - 1]);
    if (piece.agent) {
      entity.code = "UNK";
      entity.sector = actors_.agent(*piece.agent).sectors;
    }
    if (owner) take_owner(*owner, weapon);
    if (!piece.agent) entity.sector.clear();
    entity.name = piece.text;
    const std::size_t outer = emit(std::move(weapon));
    if (owner) emit_inner(pieces_[from], outer, !reading_.is_genitive(pieces_[from].end));
    return i + 1;
  }

  // ---- names by themselves

  std::size_t read_bare(std::size_t i, bool part_of_word) {
    Found found = bare(pieces_[i]);
    found.entity.modifier = found.entity.modifier || part_of_word;
    for (const auto& [piece, group] : bearers_)
      if (piece == i) bear(group, found);
    std::size_t next = i + 1;
    // "Ministry of Defence of Ukraine".
    const bool unknown =
        found.entity.kind == EntityKind::kOrganisation && found.entity.code == "UNK";
    if (unknown && next < pieces_.size() && pieces_[next].is_land() &&
        owner_behind(pieces_[i].end, pieces_[next])) {
      found.entity.code = owner_of(pieces_[next]).code;
      found.entity.last = pieces_[next].end - 1;
      const std::size_t outer = emit(std::move(found));
      emit_inner(pieces_[next], outer, false);
      return next + 1;
    }
    emit(std::move(found));
    return next;
  }

  void emit_inner(const Piece& piece, std::size_t outer, bool modifier) {
    Found inner = bare(piece);
    inner.entity.inside = static_cast<std::int32_t>(outer);
    inner.entity.modifier = modifier;
    emit(std::move(inner));
  }

  Found bare(const Piece& piece) const {
    Found found = new_found(piece.begin, piece.end);
    Entity& entity = found.entity;
    entity.head = head_of(piece.begin, piece.end - 1, name_head(piece));
    if (piece.kind == Kind::kStandIn) return stand_in(piece, std::move(found));
    if (piece.known) {
      fill(*piece.known, found);
      if (entity.kind == EntityKind::kNationality)
        entity.plural = is_plural(reading_.lower[piece.end - 1]);
    } else if (piece.name) {
      fill_from_party(piece, found);
    } else {
      entity.kind = EntityKind::kPlace;
      entity.code = place_country(piece);
      entity.name = actors_.place(piece.place->index).name;
    }
    if (piece.place || piece.is_land()) entity.place = place_of(piece);
    return found;
  }

  // The word before "of", else the last.
  std::size_t name_head(const Piece& piece) const {
    for (std::size_t i = piece.begin + 1; i < piece.end; ++i)
      if (reading_.lower[i] == "of" || reading_.lower[i] == "for") return i - 1;
    return piece.end - 1;
  }

  Found stand_in(const Piece& piece, Found found) const {
    using Means = StandIn::Kind;
    const Means kind = knowledge_.name_words().stand_in(piece.text)->kind;
    found.entity.kind = kind == Means::kBody ? EntityKind::kOrganisation : EntityKind::kPlace;
    found.entity.form = EntityForm::kNominal;
    found.entity.code = "UNK";
    found.noun = piece.text;
    found.definite = true;
    return found;
  }

  void fill_from_party(const Piece& piece, Found& found) const {
    const Party& party = actors_.party(piece.name->index);
    Entity& entity = found.entity;
    Capacity capacity = capacity_of(party, memory_.today);
    entity.code = std::move(capacity.code);
    entity.sector = std::move(capacity.sectors);
    entity.name = party.name;
    entity.sex = party.sex;
    found.party = static_cast<std::int32_t>(piece.name->index);
    const bool plural = reading_.lower[piece.end - 1].back() == 's';
    switch (piece.name->naming) {
      case Naming::kDemonym:
        entity.kind = EntityKind::kNationality;
        entity.plural = plural;
        entity.modifier = !plural && is_adjective(piece);
        entity.sector.insert(entity.sector.begin(), plural ? "CVL" : "GOV");
        break;
      case Naming::kCountry:
      case Naming::kCapital:
        entity.kind = EntityKind::kPlace;
        entity.sector.insert(entity.sector.begin(), "GOV");
        break;
      case Naming::kSeat:
        entity.kind = EntityKind::kOrganisation;
        entity.sector.insert(entity.sector.begin(), "GOV");
        break;
      case Naming::kOrganisation:
        entity.kind = EntityKind::kOrganisation;
        break;
      default:
        entity.kind = EntityKind::kPerson;
        entity.human = true;
    }
  }

  // "the French said": a parse may tell that no noun follows.
  bool is_adjective(const Piece& piece) const {
    if (!reading_.sentence->parsed()) return true;
    const std::string& deprel = reading_.token(piece.end - 1).deprel;
    return deprel.rfind("amod", 0) == 0 || deprel.rfind("compound", 0) == 0 ||
           deprel.rfind("nsubj", 0) != 0;
  }

  Place place_of(const Piece& piece) const {
    Place place;
    if (piece.place) {
      const PlaceEntry& entry = actors_.place(piece.place->index);
      place.name = entry.name;
      place.country = entry.country;
      place.lat = entry.lat;
      place.lon = entry.lon;
      place.geonames = entry.geonames;
    } else {
      const Party& party = actors_.party(piece.name->index);
      place.name = piece.name->naming == Naming::kCapital ? reading_.text_of(piece.begin, piece.end)
                                                          : party.name;
      place.country = party.roles.empty() ? "" : party.roles.front().code;
      place.lat = party.lat;
      place.lon = party.lon;
    }
    place.has_coordinates = true;
    place.span = reading_.span_of(piece.begin, piece.end);
    return place;
  }

  // ---- common to all

  Found new_found(std::size_t begin, std::size_t end) const {
    Found found;
    found.entity.sentence = sentence_;
    found.entity.first = static_cast<std::uint32_t>(begin);
    found.entity.last = static_cast<std::uint32_t>(end - 1);
    found.entity.head = found.entity.last;
    return found;
  }

  // The token of [first, last] that a parse puts over the others; else `otherwise`.
  std::uint32_t head_of(std::size_t first, std::size_t last, std::size_t otherwise) const {
    if (reading_.sentence->parsed())
      for (std::size_t i = first; i <= last; ++i) {
        const std::int32_t head = reading_.token(i).head;
        if (head < static_cast<std::int32_t>(first) || head > static_cast<std::int32_t>(last))
          return static_cast<std::uint32_t>(i);
      }
    return static_cast<std::uint32_t>(otherwise);
  }

  bool is_definite(std::size_t begin) const {
    if (begin == 0) return false;
    const std::string& word = reading_.lower[begin - 1];
    return word == "the" || reading_.classes(begin - 1) & kDemonstrative;
  }

  // A subject of a verb: by the parse; else when no preposition and no verb stands before it.
  bool is_subject(const Entity& entity) const {
    if (reading_.sentence->parsed()) {
      const Token* token = &reading_.token(entity.head);
      if (token->deprel == "conj" && token->head >= 0)
        token = &reading_.token(static_cast<std::size_t>(token->head));
      return token->deprel.rfind("nsubj", 0) == 0;
    }
    std::size_t at = entity.first;
    while (at > 0 &&
           (reading_.classes(at - 1) & (kArticle | kQuantifier | kDemonstrative | kNumberWord)))
      --at;
    if (at == 0) return true;
    const std::uint32_t before = reading_.classes(at - 1);
    if (before & (kPreposition | kPossessive) || reading_.is_genitive(at - 1)) return false;
    const Word* word = reading_.words[at - 1];
    return !word || word->verbs.empty() || before != 0;
  }

  std::size_t emit(Found found) {
    Entity& entity = found.entity;
    entity.span = reading_.span_of(entity.first, entity.last + 1);
    if (entity.name.empty()) entity.name = std::string(entity.span.of(reading_.text));
    found.subject = is_subject(entity);
    found_.push_back(std::move(found));
    return found_.size() - 1;
  }

  const Knowledge& knowledge_;
  const Actors& actors_;
  Memory& memory_;
  const Reading& reading_;
  const std::vector<Piece>& pieces_;
  std::int32_t sentence_;
  std::vector<Found> found_;
  std::vector<std::pair<std::size_t, Found>> bearers_;  // pieces that bear a title said before them
};

}  // namespace

std::vector<Found> assemble(const Knowledge& knowledge, Memory& memory, const Reading& reading,
                            const std::vector<Piece>& pieces, std::int32_t sentence) {
  return Assembler(knowledge, memory, reading, pieces, sentence).run();
}

}  // namespace brink::entities
