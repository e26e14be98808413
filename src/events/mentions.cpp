// SPDX-License-Identifier: Apache-2.0
#include "events/mentions.h"

#include <algorithm>

namespace brink {
namespace {

// A name or an agent's word, before they are put together.
struct Item {
  std::uint32_t begin = 0, end = 0;
  std::optional<NameMeaning> name;
  std::optional<NameMeaning> place;  // the name is also that of a place
  std::optional<std::uint32_t> agent;
  bool remembered = false;  // a family name that the document introduced
};

constexpr std::size_t kFewTokens = 2;

// Latin capitals; of those with marks, all letters of the same Unicode rows.
bool is_capital(std::string_view form) {
  if (form.empty()) return false;
  const auto first = static_cast<unsigned char>(form[0]);
  return (first >= 'A' && first <= 'Z') || (first >= 0xC3 && first <= 0xC5);
}

class Finder {
 public:
  Finder(const Knowledge& knowledge, std::string_view text, Memory& memory, SentenceView& reading)
      : actors_(knowledge.actors()),
        text_(text),
        memory_(memory),
        reading_(reading),
        tokens_(reading.sentence->tokens) {}

  void run() {
    collect();
    for (std::size_t i = 0; i < items_.size();) i = put_together(i);
  }

 private:
  // Pass 1: names and agents' words, left to right, the longest first.
  void collect() {
    const std::vector<Atom>& atoms = reading_.atoms;
    for (std::size_t at = 0; at < atoms.size();) {
      Item item;
      std::size_t end = 0;
      const Actors::Found name = actors_.name_at(atoms, at);
      const Actors::Found agent = actors_.agent_at(atoms, at);
      if (name.end && name.end >= agent.end && choose(name.meanings, item)) end = name.end;
      if (!end && agent.end) {
        item.agent = agent.meanings.front();
        end = agent.end;
      }
      if (!end && atoms[at].starts_token && remembers(atoms[at].token, item)) {
        end = at + 1;
        while (end < atoms.size() && atoms[end].token == atoms[at].token) ++end;
      }
      if (!end && name.end) end = name.end;  // a trap: passed over whole
      if (!end) {
        ++at;
        continue;
      }
      item.begin = atoms[at].token;
      item.end = atoms[end - 1].token + 1;
      at = end;
      if ((item.name || item.agent || item.place) && !is_part_of_longer_word(item))
        items_.push_back(item);
    }
  }

  // "Russian-backed": the name is no mention.
  bool is_part_of_longer_word(const Item& item) const {
    if (item.end + 1 >= tokens_.size() || tokens_[item.end].form != "-") return false;
    const bool tight = tokens_[item.end].span.begin == tokens_[item.end - 1].span.end &&
                       tokens_[item.end + 1].span.begin == tokens_[item.end].span.end;
    return tight && !is_capital(tokens_[item.end + 1].form);
  }

  // The meaning of a name that holds here; false for a trap or a family name not yet introduced.
  bool choose(std::span<const std::uint32_t> meanings, Item& item) {
    std::optional<NameMeaning> later;
    for (const std::uint32_t number : meanings) {
      const NameMeaning meaning = actors_.meaning(number);
      switch (meaning.naming) {
        case Naming::kTrap:
          return false;
        case Naming::kPlace:
          item.place = meaning;
          break;
        case Naming::kFamilyLater:
          later = meaning;
          break;
        default:
          if (!item.name || better(meaning, *item.name)) item.name = meaning;
      }
    }
    if (!item.name && later && is_introduced(later->index)) item.name = later;
    return item.name || item.place;
  }

  // Of two parties of one name the one that has a role on the day of the document.
  bool better(const NameMeaning& a, const NameMeaning& b) const {
    const bool person_a = a.naming >= Naming::kPerson, person_b = b.naming >= Naming::kPerson;
    if (!person_a || !person_b) return !person_a && person_b;
    return begins_before_today(a.index) && !begins_before_today(b.index);
  }
  bool begins_before_today(std::uint32_t party) const {
    const auto& roles = actors_.party(party).roles;
    return !roles.empty() && (!roles.front().from || *roles.front().from <= memory_.today);
  }
  bool is_introduced(std::uint32_t party) const {
    const auto it = memory_.families.find(actors_.party(party).family);
    return it != memory_.families.end() && it->second.actor.name == actors_.party(party).name;
  }
  bool remembers(std::size_t token, Item& item) const {
    if (!is_capital(tokens_[token].form)) return false;
    item.remembered = memory_.families.count(tokens_[token].form) > 0;
    if (item.remembered) item.name = NameMeaning{Naming::kFamilyLater, 0};
    return item.remembered;
  }

  // Pass 2. Reads the mention that begins at item i; gives the next item's index.
  std::size_t put_together(std::size_t i) {
    const Item& first = items_[i];
    if (first.agent) return read_agent(i, i, {});
    if (first.place && !first.name) {
      add_place(first);
      return i + 1;
    }
    if (first.remembered || first.name->naming >= Naming::kPerson) {
      const std::size_t agent = first.remembered || !has_genitive(first) ? 0 : agent_after(i);
      return agent ? read_agent(i, agent, first.name) : read_person(i, first.begin);
    }
    if (const std::size_t agent = agent_after(i)) {
      if (first.place || is_land(first)) add_place(first);
      return read_agent(i, agent, first.name);
    }
    return read_bare_name(i);
  }

  bool has_genitive(const Item& item) const {  // "Putin's forces"
    return item.end < tokens_.size() &&
           (reading_.lower[item.end] == "'s" || reading_.lower[item.end] == "’s");
  }

  bool is_land(const Item& item) const {
    return item.name &&
           (item.name->naming == Naming::kCountry || item.name->naming == Naming::kCapital);
  }

  // "Russian", "Russia's", "U.S." followed by an agent's word, at most three plain words between.
  // 0: none.
  std::size_t agent_after(std::size_t i) const {
    if (i + 1 >= items_.size() || !items_[i + 1].agent) return 0;
    std::size_t at = items_[i].end;
    if (at < tokens_.size() && (reading_.lower[at] == "'s" || reading_.lower[at] == "’s" ||
                                reading_.lower[at] == "'" || reading_.lower[at] == "’"))
      ++at;
    const std::size_t target = items_[i + 1].begin;
    if (target < at || target > at + 3) return 0;
    for (; at < target; ++at)
      if (!is_plain_modifier(at)) return 0;
    return i + 1;
  }

  // A word that may stand between a name and its noun: no function word, verb or mark.
  bool is_plain_modifier(std::size_t token) const {
    const std::string& form = reading_.lower[token];
    if (form == "-" || form == "&") return true;
    const auto c = static_cast<unsigned char>(form[0]);
    if (!(std::isalnum(c) || c >= 0x80) || c == 0xE2) return false;  // U+2000 on: “, –, …
    const Word* word = reading_.words[token];
    if (!word) return true;
    if (word->classes & ~static_cast<std::uint32_t>(kNumberWord)) return false;
    return word->verbs.empty() || word->noun_too ||
           word->verbs.front().form == VerbForm::kParticiple;
  }

  // An agent's word at item `agent`, with the owner's name if any; the mention begins at item
  // `from`.
  std::size_t read_agent(std::size_t from, std::size_t agent, std::optional<NameMeaning> owner) {
    std::size_t last = agent;
    // "national security council spokesman": the last of several agents' words is the head.
    while (last + 1 < items_.size() && items_[last + 1].agent &&
           items_[last + 1].begin == items_[last].end)
      ++last;
    const Agent& word = actors_.agent(*items_[last].agent);
    Mention mention;
    mention.begin = items_[from].begin;
    mention.end = items_[last].end;
    mention.person = word.title;
    mention.actor.sector = word.sectors;
    if (mention.actor.sector.empty())
      for (std::size_t k = agent; k < last && mention.actor.sector.empty(); ++k)
        mention.actor.sector = actors_.agent(*items_[k].agent).sectors;
    mention.actor.code = word.country.empty() ? "UNK" : word.country;
    if (owner) take_owner(*owner, mention);
    std::size_t next = last + 1;
    if (!owner && next < items_.size() && owner_behind(items_[last].end, items_[next])) {
      take_owner(*items_[next].name, mention);
      mention.end = items_[next].end;
      if (is_land(items_[next])) add_place(items_[next]);
      ++next;
    }
    mention.agent = mention.actor.code == "UNK";
    if (mention.agent && next < items_.size()) take_home(items_[last].end, items_[next], mention);
    // A title before a name: "Foreign Minister Dmytro Kuleba".
    if (word.title && next < items_.size() && items_[next].begin == mention.end &&
        items_[next].name &&
        (items_[next].remembered || items_[next].name->naming >= Naming::kPerson))
      return read_person(next, mention.begin);
    if (word.title && introduce_behind(mention)) return skip_to(mention.end, next);
    if (word.title && introduce_before(mention)) return next;
    finish(std::move(mention));
    return next;
  }

  // "president of France", "troops from Russia".
  bool owner_behind(std::size_t end, const Item& item) const {
    if (!item.name || item.remembered || item.name->naming > Naming::kOrganisation) return false;
    if (item.name->naming == Naming::kDemonym) return false;
    std::size_t at = end;
    if (at >= tokens_.size()) return false;
    // "withdrew its troops from Syria" is not about Syrian troops: "from" counts at the beginning
    // only.
    if (reading_.lower[at] != "of" && (reading_.lower[at] != "from" || at > kFewTokens))
      return false;
    ++at;
    if (at < tokens_.size() && reading_.lower[at] == "the") ++at;
    return at == item.begin;
  }

  // "police in Minsk": they are of the country in which they stand. Troops need not be. "The mayor of
  // Odesa" is of its country, whoever it is.
  void take_home(std::size_t end, const Item& item, Mention& mention) const {
    if (end >= tokens_.size() || item.begin != end + 1) return;
    if (reading_.lower[end] == "of" && item.place && !item.name) {
      mention.actor.code = actors_.place(item.place->index).country;
      if (mention.actor.code.empty()) mention.actor.code = "UNK";
    }
    if (reading_.lower[end] != "in") return;
    const auto& sectors = mention.actor.sector;
    const bool civil = std::any_of(sectors.begin(), sectors.end(), [](const std::string& sector) {
      return sector == "COP" || sector == "JUD" || sector == "LEG" || sector == "CVL" ||
             sector == "EDU" || sector == "LAB" || sector == "MED" || sector == "REL" ||
             sector == "AGR" || sector == "OPP";
    });
    if (!civil) return;
    if (item.place && !actors_.place(item.place->index).country.empty()) {
      mention.actor.code = actors_.place(item.place->index).country;
    } else if (is_land(item)) {
      mention.actor.code = capacity_of(actors_.party(item.name->index), memory_.today).code;
    }
  }

  void take_owner(NameMeaning owner, Mention& mention) const {
    const Party& party = actors_.party(owner.index);
    const Capacity capacity = capacity_of(party, memory_.today);
    mention.actor.code = capacity.code;
    mention.actor.name = party.name;
    if (mention.actor.sector.empty()) mention.actor.sector = capacity.sectors;
    if (std::find(capacity.sectors.begin(), capacity.sectors.end(), "PRE") !=
            capacity.sectors.end() &&
        mention.actor.sector != capacity.sectors)
      mention.actor.sector.push_back("PRE");
  }

  // Capitalised words right behind a title are a name the tables do not have.
  bool introduce_behind(Mention& mention) {
    std::size_t end = mention.end;
    while (end < tokens_.size() && end < mention.end + 4 && is_name_word(end)) ++end;
    if (end == mention.end) return false;
    introduce(mention, mention.end, end);
    mention.end = static_cast<std::uint32_t>(end);
    finish(mention);
    return true;
  }

  // "Mario Rossi, Italy's trade minister": the words before the comma.
  bool introduce_before(Mention& mention) {
    std::size_t comma = mention.begin;
    if (comma > 0 && (reading_.classes(comma - 1) & kArticle)) --comma;
    if (comma == 0 || tokens_[comma - 1].form != ",") return false;
    const std::size_t end = comma - 1;
    std::size_t begin = end;
    while (begin > 0 && begin + 4 > end && is_name_word(begin - 1)) --begin;
    if (end < begin + 2) return false;
    if (!reading_.mentions.empty() && reading_.mentions.back().end > begin) return false;
    introduce(mention, begin, end);
    Mention named = mention;
    named.begin = static_cast<std::uint32_t>(begin);
    named.end = static_cast<std::uint32_t>(end);
    finish(std::move(named));
    return true;
  }

  bool is_name_word(std::size_t token) const {
    const std::string& form = tokens_[token].form;
    if (!is_capital(form) || form.size() < 2) return false;
    for (const Item& item : items_)
      if (item.begin <= token && token < item.end) return false;
    return !reading_.words[token] || reading_.words[token]->classes == 0;
  }

  void introduce(Mention& mention, std::size_t begin, std::size_t end) {
    const Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
    mention.actor.name = std::string(span.of(text_));
    mention.agent = false;
    Memory::Person person{mention.actor, ' '};
    memory_.families[tokens_[end - 1].form] = person;
  }

  std::size_t skip_to(std::size_t token, std::size_t next) const {
    while (next < items_.size() && items_[next].begin < token) ++next;
    return next;
  }

  std::size_t read_person(std::size_t i, std::uint32_t begin) {
    const Item& item = items_[i];
    Mention mention;
    mention.begin = begin;
    mention.end = item.end;
    mention.person = true;
    if (item.remembered) {
      const Memory::Person& known = memory_.families.at(tokens_[item.begin].form);
      mention.actor.code = known.actor.code;
      mention.actor.sector = known.actor.sector;
      mention.actor.name = known.actor.name;
      mention.sex = known.sex;
    } else {
      const Party& party = actors_.party(item.name->index);
      const Capacity capacity = capacity_of(party, memory_.today);
      mention.actor.code = capacity.code;
      mention.actor.sector = capacity.sectors;
      mention.actor.name = party.name;
      mention.sex = party.sex;
      if (!party.family.empty()) memory_.families[party.family] = {mention.actor, party.sex};
    }
    finish(std::move(mention));
    return i + 1;
  }

  std::size_t read_bare_name(std::size_t i) {
    const Item& item = items_[i];
    const Party& party = actors_.party(item.name->index);
    const Capacity capacity = capacity_of(party, memory_.today);
    Mention mention;
    mention.begin = item.begin;
    mention.end = item.end;
    mention.actor.code = capacity.code;
    mention.actor.sector = capacity.sectors;
    mention.actor.name = party.name;
    mention.metonym = item.name->naming == Naming::kCapital;
    mention.adjective = item.name->naming == Naming::kDemonym;
    if (party.kind == Party::Kind::kCountry)
      mention.actor.sector.insert(mention.actor.sector.begin(),
                                  mention.adjective && ends_in_s(item) ? "CVL" : "GOV");
    if (mention.adjective && ends_in_s(item)) mention.adjective = false;  // "Russians"
    if (item.place || is_land(item)) add_place(item);
    finish(std::move(mention));
    return i + 1;
  }

  bool ends_in_s(const Item& item) const { return tokens_[item.end - 1].form.back() == 's'; }

  void add_place(const Item& item) {
    PlaceMention found;
    found.begin = item.begin;
    found.end = item.end;
    if (item.place) {
      const PlaceEntry& place = actors_.place(item.place->index);
      found.place.name = place.name;
      found.place.country = place.country;
      found.place.lat = place.lat;
      found.place.lon = place.lon;
      found.place.geonames = place.geonames;
    } else {
      const Party& party = actors_.party(item.name->index);
      found.place.name = item.name->naming == Naming::kCapital
                             ? std::string(span_of(item.begin, item.end).of(text_))
                             : party.name;
      found.place.country = party.roles.empty() ? "" : party.roles.front().code;
      found.place.lat = party.lat;
      found.place.lon = party.lon;
    }
    found.place.has_coordinates = true;
    found.place.span = span_of(item.begin, item.end);
    reading_.places.push_back(std::move(found));
  }

  Span span_of(std::size_t begin, std::size_t end) const {
    return {tokens_[begin].span.begin, tokens_[end - 1].span.end};
  }

  void finish(Mention mention) {
    mention.actor.span = span_of(mention.begin, mention.end);
    mention.actor.text = std::string(mention.actor.span.of(text_));
    if (mention.actor.name.empty()) mention.actor.name = mention.actor.text;
    reading_.mentions.push_back(std::move(mention));
  }

  const Actors& actors_;
  std::string_view text_;
  Memory& memory_;
  SentenceView& reading_;
  const std::vector<Token>& tokens_;
  std::vector<Item> items_;
};

}  // namespace

void find_mentions(const Knowledge& knowledge, std::string_view text, Memory& memory,
                   SentenceView& reading) {
  Finder(knowledge, text, memory, reading).run();
}

}  // namespace brink
