// SPDX-License-Identifier: Apache-2.0
#include "entities/pieces.h"

#include <algorithm>

#include "entities/unit_names.h"

namespace brink::entities {
namespace {

class PieceFinder {
 public:
  PieceFinder(const Knowledge& knowledge, const Memory& memory, const Reading& reading)
      : knowledge_(knowledge),
        actors_(knowledge.actors()),
        memory_(memory),
        reading_(reading),
        weapons_(knowledge.equipment().found_in(reading.sentence->tokens)) {}

  std::vector<Piece> run() {
    for (std::size_t i = 0; i < reading_.size();) {
      const std::size_t end = read_at(i);
      i = std::max(end, i + 1);
    }
    return std::move(pieces_);
  }

 private:
  // Adds the piece that begins at token i, if any; gives the token after it, or after a trap.
  std::size_t read_at(std::size_t i) {
    const std::size_t atom = reading_.first_atom[i];
    if (atom >= reading_.atoms.size() || reading_.atoms[atom].token != i) return i;
    const Actors::Found agent = actors_.agent_at(reading_.atoms, atom);
    const std::size_t agent_end = agent.end ? token_after(agent.end) : i;
    const std::size_t weapon_end = weapon_at(i);
    const std::size_t unit_to = unit_end(knowledge_.units(), reading_, i);
    const Actors::Found name = actors_.name_at(reading_.atoms, atom);
    const std::size_t name_end = name.end ? token_after(name.end) : i;
    if (name.end && name_end >= std::max({agent_end, weapon_end, unit_to})) {
      Piece piece = piece_of(Piece::Kind::kName, i, name_end);
      if (!choose(name.meanings, piece)) return name_end;
      if (piece.name || piece.place) return add(std::move(piece));
    }
    if (unit_to > i && unit_to >= std::max(agent_end, weapon_end))
      return add(piece_of(Piece::Kind::kUnit, i, unit_to));
    if (weapon_end > i && weapon_end >= agent_end) return add_weapon(i, weapon_end, agent, agent_end);
    if (agent.end) {
      Piece piece = piece_of(Piece::Kind::kAgent, i, agent_end);
      piece.agent = agent.meanings.front();
      return add(std::move(piece));
    }
    if (reading_.is(i, kCapital)) return add_known(i);
    return add_stand_in(i);
  }

  static Piece piece_of(Piece::Kind kind, std::size_t begin, std::size_t end) {
    Piece piece;
    piece.kind = kind;
    piece.begin = static_cast<std::uint32_t>(begin);
    piece.end = static_cast<std::uint32_t>(end);
    piece.name_begin = piece.begin;
    return piece;
  }

  std::size_t add(Piece piece) {
    const std::size_t end = piece.end;
    pieces_.push_back(std::move(piece));
    return end;
  }

  std::size_t token_after(std::size_t atom) const { return reading_.atoms[atom - 1].token + 1; }

  // The end of the weapon that begins at token i; i when none does.
  std::size_t weapon_at(std::size_t i) {
    while (weapon_ < weapons_.size() && weapons_[weapon_].begin < i) ++weapon_;
    return weapon_ < weapons_.size() && weapons_[weapon_].begin == i ? weapons_[weapon_].end : i;
  }

  // A designation with the nouns behind it: "Su-35 fighters", "S-300 air defence systems".
  std::size_t add_weapon(std::size_t i, std::size_t end, const Actors::Found& agent,
                         std::size_t agent_end) {
    Piece piece = piece_of(Piece::Kind::kEquipment, i, end);
    piece.text = weapons_[weapon_].name;
    if (agent.end && agent_end == end) piece.agent = agent.meanings.front();
    for (;;) {
      const std::size_t next = weapon_at(piece.end);
      const std::size_t kit = reading_.is(i, kCapital) ? kit_end(piece.end) : piece.end;
      if (std::max(next, kit) <= piece.end) break;
      piece.end = static_cast<std::uint32_t>(std::max(next, kit));
    }
    return add(std::move(piece));
  }

  std::size_t kit_end(std::size_t i) const {
    if (i >= reading_.size()) return i;
    const std::size_t atom = reading_.first_atom[i];
    if (atom >= reading_.atoms.size()) return i;
    const std::size_t hit = knowledge_.units().kit_at(reading_.atoms, atom);
    return hit ? token_after(hit) : i;
  }

  std::size_t add_known(std::size_t i) {
    const auto it = memory_.names.find(reading_.token(i).form);
    if (it == memory_.names.end()) return i;
    if (reading_.is(i, kOpening) && memory_.small.count(reading_.lower[i])) return i;
    Piece piece = piece_of(Piece::Kind::kKnown, i, i + 1);
    piece.known = it->second;
    return add(std::move(piece));
  }

  // "the alliance", "this country": what it means is asked later.
  std::size_t add_stand_in(std::size_t i) {
    if (i == 0 || !(reading_.classes(i - 1) & (kArticle | kDemonstrative)) ||
        reading_.lower[i - 1] == "a" || reading_.lower[i - 1] == "an")
      return i;
    std::size_t end = i + 1;
    std::string noun = reading_.lower[i];
    if (end < reading_.size() &&
        knowledge_.name_words().stand_in(noun + " " + reading_.lower[end])) {
      noun += " " + reading_.lower[end];
      ++end;
    }
    if (!knowledge_.name_words().stand_in(noun)) return i;
    Piece piece = piece_of(Piece::Kind::kStandIn, i, end);
    piece.text = std::move(noun);
    return add(std::move(piece));
  }

  // Chooses the meaning of a name that holds here; false for a trap. Neither name nor place: a
  // family name not yet introduced.
  bool choose(std::span<const std::uint32_t> meanings, Piece& piece) const {
    std::optional<NameMeaning> later;
    for (const std::uint32_t number : meanings) {
      const NameMeaning meaning = actors_.meaning(number);
      switch (meaning.naming) {
        case Naming::kTrap:
          return false;
        case Naming::kPlace:
          piece.place = meaning;
          break;
        case Naming::kFamilyLater:
          if (!later || !is_introduced(later->index)) later = meaning;
          break;
        default:
          if (!piece.name || better(meaning, *piece.name)) piece.name = meaning;
      }
    }
    if (later && (!piece.name || is_family(*piece.name)) &&
        (is_introduced(later->index) || (follows_title(piece.begin) && standing(later->index) == 2)))
      piece.name = later;
    return true;
  }

  // "Mr", "President".
  bool follows_title(std::size_t i) const {
    if (i == 0) return false;
    if (!pieces_.empty() && pieces_.back().end == i && pieces_.back().agent)
      return actors_.agent(*pieces_.back().agent).title;
    const NameWord* word = knowledge_.name_words().find(reading_.token(i - 1).form);
    return word && word->cues & kTitleCue;
  }

  static bool is_family(NameMeaning meaning) { return meaning.naming == Naming::kFamily; }

  // Of two parties of one name the one that has a role on the day of the document.
  bool better(const NameMeaning& a, const NameMeaning& b) const {
    const bool person_a = a.naming >= Naming::kPerson, person_b = b.naming >= Naming::kPerson;
    if (!person_a || !person_b) return !person_a && person_b;
    if (is_introduced(b.index) != is_introduced(a.index)) return is_introduced(a.index);
    return standing(a.index) > standing(b.index);
  }

  // 2: in a role that day; 1: was before; 0: comes later.
  int standing(std::uint32_t party) const {
    int best = 0;
    for (const Role& role : actors_.party(party).roles) {
      if (role.from && memory_.today < *role.from) continue;
      best = std::max(best, !role.until || memory_.today <= *role.until ? 2 : 1);
    }
    return best;
  }

  bool is_introduced(std::uint32_t party) const {
    const auto it = memory_.names.find(actors_.party(party).family);
    return it != memory_.names.end() && it->second.name == actors_.party(party).name;
  }

  const Knowledge& knowledge_;
  const Actors& actors_;
  const Memory& memory_;
  const Reading& reading_;
  std::vector<Equipment::Found> weapons_;
  std::size_t weapon_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> find_pieces(const Knowledge& knowledge, const Memory& memory,
                               const Reading& reading) {
  return PieceFinder(knowledge, memory, reading).run();
}

}  // namespace brink::entities
