// SPDX-License-Identifier: Apache-2.0
#include "entities/strangers.h"

#include <algorithm>
#include <initializer_list>

#include "base/one_of.h"
#include "entities/guess.h"

namespace brink::entities {
namespace {

constexpr std::size_t kLongestRun = 12;  // tokens of a name
constexpr std::int32_t kNoPiece = -1;
constexpr int kFirm = 3;  // weight of evidence from which a word alone is remembered

class StrangerFinder {
 public:
  StrangerFinder(const Knowledge& knowledge, Memory& memory, const Reading& reading,
                 std::vector<Piece>& pieces)
      : knowledge_(knowledge),
        names_(knowledge.name_words()),
        memory_(memory),
        reading_(reading),
        pieces_(pieces),
        cover_(reading.size(), kNoPiece),
        gone_(pieces.size(), false) {
    for (std::size_t p = 0; p < pieces.size(); ++p)
      for (std::size_t i = pieces[p].begin; i < pieces[p].end; ++i)
        cover_[i] = static_cast<std::int32_t>(p);
  }

  void run() {
    for (std::size_t i = 0; i < reading_.size();) {
      std::size_t end = run_end(i);
      if (end > i) end = read_run(i, end);
      i = std::max(end, i + 1);
    }
    put_in_order();
  }

 private:
  bool covered(std::size_t i) const { return cover_[i] != kNoPiece; }
  const Piece& piece_at(std::size_t i) const {
    return pieces_[static_cast<std::size_t>(cover_[i])];
  }
  std::uint32_t cues(std::size_t i) const {
    const NameWord* word = names_.find(reading_.token(i).form);
    return word ? word->cues : 0;
  }

  // A capitalised word that no piece covers and that may be part of a name.
  bool is_strange(std::size_t i) const {
    if (covered(i) || !reading_.is(i, kCapital)) return false;
    if (cues(i) & (kTimeCue | kPlainCue)) return false;
    if (reading_.classes(i) && !reading_.is(i, kInitial) &&
        !(i > 0 && !reading_.is(i, kOpening) && is_tagged_name(i)))
      return is_particle_before_name(i);
    return !reading_.is(i, kOpening) && !reading_.headline ? is_mid_name(i) : is_opening_name(i);
  }

  bool is_tagged_name(std::size_t i) const { return reading_.token(i).upos == "PROPN"; }

  // "El Salvador", "La Paz", "De Gaulle" at any place of a sentence.
  bool is_particle_before_name(std::size_t i) const {
    return is_one_of(reading_.lower[i], {"al", "el", "de", "la", "le", "los", "las", "di", "da"}) &&
           i + 1 < reading_.size() && reading_.is(i + 1, kCapital) && !reading_.classes(i + 1);
  }

  bool is_mid_name(std::size_t i) const {
    const std::string& upos = reading_.token(i).upos;
    if (reading_.is(i, kInitial))
      return i + 1 < reading_.size() && reading_.is(i + 1, kCapital) && reading_.lower[i] != "i";
    return upos.empty() || upos == "PROPN" || upos == "NOUN" || upos == "ADJ" || upos == "X";
  }

  // The capital is due to the place in the sentence, so that more must speak for a name.
  bool is_opening_name(std::size_t i) const {
    const std::string& form = reading_.token(i).form;
    if (is_tagged_name(i) && !reading_.headline) return true;
    if (memory_.small.count(reading_.lower[i])) return false;
    if (memory_.capital.count(form) || names_.given_name(form)) return true;
    if (reading_.headline || !reading_.token(i).upos.empty()) return false;
    if (cues(i) & kTitleCue) return true;
    const bool named_behind = i + 1 < reading_.size() && reading_.is(i + 1, kCapital) &&
                              !reading_.is(i + 1, kOpening) && !reading_.classes(i + 1) &&
                              !covered(i + 1) && !(cues(i + 1) & (kTimeCue | kPlainCue));
    if (named_behind) return !reading_.words[i];
    return reading_.is(i, kAllCaps) && !reading_.words[i] && form.size() <= 6;
  }

  // A piece with capitals that a longer name may take into itself.
  bool is_takeable(std::size_t i) const {
    if (!covered(i)) return false;
    const Piece& piece = piece_at(i);
    if (piece.is_person() || !reading_.is(piece.begin, kCapital)) return false;
    if (piece.kind == Piece::Kind::kAgent)
      return !knowledge_.actors().agent(*piece.agent).title && !piece_is_plural(piece);
    return piece.kind == Piece::Kind::kName || piece.kind == Piece::Kind::kUnit ||
           piece.kind == Piece::Kind::kKnown;
  }
  bool piece_is_plural(const Piece& piece) const {
    return reading_.lower[piece.end - 1].back() == 's';
  }

  // The end of the run of capitalised words that begins at i; i when none does.
  std::size_t run_end(std::size_t i) const {
    std::size_t end = i;
    while (end < reading_.size() && end < i + kLongestRun) {
      if (is_takeable(end))
        end = piece_at(end).end;
      else if (is_strange(end))
        ++end;
      else if (const std::size_t joined = joint_end(i, end); joined > end)
        end = joined;
      else
        break;
      const std::string& form = reading_.token(end - 1).form;
      if (form.size() > 5 && form.back() == '.') break;  // the end of a sentence that was not seen
    }
    return end;
  }

  bool is_name_part(std::size_t i) const {
    return i < reading_.size() && (is_strange(i) || is_takeable(i));
  }

  // Small words inside a name: "van der", "bin", "&", the hyphen of "Al-Shabab".
  std::size_t joint_end(std::size_t begin, std::size_t i) const {
    if (i == begin || covered(i)) return i;
    if (reading_.is_hyphen(i)) {
      if (is_name_part(i + 1)) return i + 1;
      const bool person_like =
          !covered(i - 1) && reading_.is(i + 1, kWordlike) &&
          is_one_of(reading_.lower[i - 1], {"al", "el", "ul", "ad", "an", "ar", "as"});
      return person_like ? i + 2 : i;
    }
    if (reading_.token(i).form == "&") return is_name_part(i + 1) ? i + 1 : i;
    std::size_t at = i;
    while (at < reading_.size() && at < i + 2 &&
           is_one_of(
               reading_.token(at).form,
               {"de",   "da",  "di", "do", "dos", "del", "della", "van", "von", "der", "den", "bin",
                "bint", "ibn", "al", "el", "ul",  "ur",  "y",     "la",  "le",  "du",  "ben"}))
      ++at;
    if (at == i) return i;
    if (reading_.is_hyphen(at) && is_name_part(at + 1)) return at + 1;
    return at < reading_.size() && is_strange(at) ? at : i;
  }

  // Cuts the run [begin, end) into names; gives the token after the last, which may lie behind the
  // run ("Institute" with "for Strategic Studies").
  std::size_t read_run(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end) {
      const std::size_t closed = closed_end(at, end);
      if (closed > at) {
        add(at, closed);
        at = closed;
      } else if (covered(at)) {
        at = piece_at(at).end;
      } else {
        at = read_plain(at, end);
      }
    }
    return at;
  }

  // The end of a name closed by a word of bodies, places or things; `at` when there is none.
  std::size_t closed_end(std::size_t at, std::size_t end) const {
    if (whole_piece(at, end)) return at;
    for (std::size_t k = end; k-- > at;) {
      if (covered(k) && piece_at(k).kind == Piece::Kind::kName) continue;
      const std::uint32_t bits = cues(k);
      if (!(bits & (kBodyCue | kLandCue | kThingCue))) continue;
      const std::size_t tail = tail_end(k + 1);
      if (tail > k + 1) return tail;
      if (!has_strange(at, k + 1)) continue;
      if (k > at && k + 1 == end) return end;
      if (k > at && !(bits & kLandCue && !(bits & kBodyCue)) && !covered(k + 1)) return k + 1;
      if (k == at && bits & kLandCue && k + 1 < end && is_front_land(k)) return land_end(k, end);
    }
    return at;
  }

  // Else the tables' pieces tell more: "Russian Defence Ministry".
  bool has_strange(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (!covered(i) && reading_.is(i, kCapital)) return true;
    return false;
  }

  // The whole run is one piece of the tables: "Interior Ministry" alone, and not "Bank of Zanduri".
  bool whole_piece(std::size_t at, std::size_t end) const {
    if (!covered(at) || piece_at(at).begin != at || piece_at(at).end != end) return false;
    const std::size_t tail = tail_end(end);
    return tail == end || !(cues(end - 1) & kBodyCue) || !has_strange(end, tail);
  }

  // "Lake", "Northern": what stands before a place's name. A word of bodies is none.
  bool is_front_land(std::size_t k) const { return !(cues(k) & kBodyCue) && !covered(k); }
  std::size_t land_end(std::size_t k, std::size_t end) const {
    return covered(k + 1) ? std::min<std::size_t>(piece_at(k + 1).end, end)
                          : std::min<std::size_t>(k + 2, end);
  }

  // "University of Nairobi", "Institute for the Study of War": behind the word at i - 1.
  std::size_t tail_end(std::size_t i) const {
    if (i >= reading_.size() || !is_one_of(reading_.lower[i], {"of", "for", "on"})) return i;
    std::size_t at = i + 1;
    if (at < reading_.size() && reading_.lower[at] == "the") ++at;
    const std::size_t first = at;
    while (at < reading_.size() && at < i + kLongestRun) {
      if (is_takeable(at))
        at = piece_at(at).end;
      else if (is_strange(at))
        ++at;
      else if (at > first && is_one_of(reading_.lower[at], {"and", "of", "&", "for"}) &&
               is_tail_word(at + 1))
        ++at;
      else if (at > first && reading_.lower[at] == "the" && at + 1 < reading_.size() &&
               reading_.lower[at - 1] == "of" && is_strange(at + 1))
        ++at;
      else
        break;
    }
    return at > first ? at : i;
  }

  // Behind "and" a name goes on with plain words only: "Strategic and International Studies", not
  // "the University of Nairobi and Kenya".
  bool is_tail_word(std::size_t i) const {
    if (i >= reading_.size()) return false;
    if (reading_.lower[i] == "the") return i + 1 < reading_.size() && is_strange(i + 1);
    if (!is_strange(i)) return false;
    return !names_.given_name(reading_.token(i).form);
  }

  // Words up to the next piece; a given name at their end takes the name behind it.
  std::size_t read_plain(std::size_t at, std::size_t end) {
    std::size_t to = at;
    while (to < end && !covered(to)) ++to;
    while (to > at && !reading_.is(to - 1, kWordlike)) --to;  // a joint at the end
    if (to == at) return at + 1;
    if (is_part_of_title(at, to)) return to;
    if (to < reading_.size() && covered(to) && takes_family(to - 1, to)) to = piece_at(to).end;
    add(at, to);
    return to;
  }

  // "Deputy Agriculture" in "Ukrainian Deputy Agriculture Minister".
  bool is_part_of_title(std::size_t begin, std::size_t end) const {
    if (end >= reading_.size() || !covered(end) || !reading_.is(end, kCapital)) return false;
    const Piece& piece = piece_at(end);
    if (piece.kind != Piece::Kind::kAgent || !knowledge_.actors().agent(*piece.agent).title)
      return false;
    return cues(end - 1) & kOfficeCue ||
           (begin > 0 && (covered(begin - 1) || reading_.is_genitive(begin - 1)));
  }

  // "Jill Biden", "Michael Jordan": not the Biden and Jordan that the tables know.
  bool takes_family(std::size_t given, std::size_t i) const {
    const Piece& piece = piece_at(i);
    if (!reading_.is(piece.end - 1, kCapital) || piece.kind == Piece::Kind::kAgent) return false;
    // A family name behind a strange word: another of that family.
    if (is_family(piece) && !reading_.is(given, kOpening) && reading_.is(given, kCapital) &&
        !cues(given))
      return true;
    if (piece.end != i + 1) return false;
    const std::string& form = reading_.token(given).form;
    const bool initial =
        reading_.is(given, kInitial) && given > 0 && reading_.is(given - 1, kCapital);
    const bool title = cues(given) & kTitleCue && piece.is_person();
    if (!names_.given_name(form) && !initial && !title) return false;
    if (!piece.name)
      return piece.kind == Piece::Kind::kEquipment || piece.kind == Piece::Kind::kKnown ||
             piece.place.has_value();
    if (!piece.is_person())
      return piece.name->naming == Naming::kCountry || piece.name->naming == Naming::kCapital;
    return true;
  }

  // A name of the tables without the given name: "Merkel", "al-Nuaimi".
  bool is_family(const Piece& piece) const {
    if (!piece.name || !piece.is_person()) return false;
    const std::string& form = reading_.token(piece.begin).form;
    const std::string& name = knowledge_.actors().party(piece.name->index).name;
    return name.substr(0, form.size()) != form;
  }

  void add(std::size_t begin, std::size_t end) {
    Piece piece;
    piece.kind = Piece::Kind::kStranger;
    piece.begin = piece.name_begin = static_cast<std::uint32_t>(begin);
    piece.end = static_cast<std::uint32_t>(end);
    while (piece.name_begin < end && cues(piece.name_begin) & kTitleCue) ++piece.name_begin;
    if (piece.name_begin == end) return;  // a title and no name
    if (end == begin + 1 && is_bare_cue(begin)) return;
    Known known = same_person(piece).value_or(Known{});
    if (known.name.empty()) {
      known = tell(begin, end);
      if (covered(end - 1) && piece_at(end - 1).is_person()) known.kind = EntityKind::kPerson;
    }
    if (known.name.empty()) known.name = reading_.text_of(piece.name_begin, end);
    for (std::size_t i = begin; i < end; ++i) take(i, known);
    learn(piece, known);
    piece.known = std::move(known);
    added_.push_back(std::move(piece));
  }

  // "the Tower", "a Council": only what such things are called. "The Times" is a name.
  bool is_bare_cue(std::size_t i) const {
    if (reading_.is(i, kAllCaps)) return false;
    const NameWord* word = names_.find(reading_.token(i).form);
    if (!word || !(word->cues & (kBodyCue | kLandCue | kThingCue | kOfficeCue))) return false;
    const bool called = i > 0 && reading_.lower[i - 1] == "the" && word->cues & kBodyCue &&
                        !word->sectors.empty() &&
                        (word->sectors.front() == "JRN" || word->sectors.front() == "PTY");
    return !called;
  }

  // "Volodymyr O. Zelensky", "Mr Putin": with the tables' own given name or none it is who they
  // say.
  std::optional<Known> same_person(const Piece& piece) const {
    const std::size_t last = piece.end - 1;
    if (!covered(last)) return {};
    const Piece& family = piece_at(last);
    if (family.kind == Piece::Kind::kKnown && family.known->kind == EntityKind::kPerson) {
      return is_called(piece, family.known->name) ? family.known : std::nullopt;
    }
    if (!family.name || !family.is_person()) return {};
    const Party& party = knowledge_.actors().party(family.name->index);
    if (!is_called(piece, party.name)) return {};
    Capacity capacity = capacity_of(party, memory_.today);
    return Known{EntityKind::kPerson, std::move(capacity.code), std::move(capacity.sectors),
                 party.name, party.sex};
  }

  // The stranger's first word is the other's, or there is a family name alone.
  bool is_called(const Piece& piece, std::string_view name) const {
    const std::string& form = reading_.token(piece.name_begin).form;
    return piece.name_begin + 1 == piece.end || name.substr(0, form.size()) == form;
  }

  Known tell(std::size_t begin, std::size_t end) {
    const std::string text = reading_.text_of(begin, end);
    const Piece* before = begin > 0 && covered(begin - 1) ? &piece_at(begin - 1) : nullptr;
    const Piece* after = nullptr;
    if (end + 1 < reading_.size() && covered(end + 1)) after = &piece_at(end + 1);
    weight_ = 0;
    const Guess made = guess(knowledge_, reading_, begin, end, before, after);
    const bool actor =
        !made.thing && made.kind != EntityKind::kPlace && made.kind != EntityKind::kNationality;
    Known known{made.kind, actor ? "UNK" : "", made.sector, "", made.sex};
    weight_ = made.weight;
    if (made.weight < kFirm)
      if (const auto it = memory_.names.find(text); it != memory_.names.end()) known = it->second;
    return known;
  }

  // A piece that the name takes: its country is the name's.
  void take(std::size_t i, Known& known) {
    if (!covered(i)) return;
    const Piece& piece = piece_at(i);
    gone_[static_cast<std::size_t>(cover_[i])] = true;
    if (piece.kind == Piece::Kind::kUnit && known.kind == EntityKind::kOrganisation)
      known.kind = EntityKind::kUnit;
    if (known.kind == EntityKind::kName && known.code.empty()) return;  // a treaty, a war
    if (known.kind == EntityKind::kPerson || (!known.code.empty() && known.code != "UNK")) return;
    if (piece.name && piece.name->naming <= Naming::kOrganisation) {
      known.code = capacity_of(knowledge_.actors().party(piece.name->index), memory_.today).code;
    } else if (piece.place && known.kind != EntityKind::kPlace) {
      const std::string& country = knowledge_.actors().place(piece.place->index).country;
      if (!country.empty()) known.code = country;
    }
    if (piece.agent && known.sector.empty() && known.kind != EntityKind::kPlace)
      known.sector = knowledge_.actors().agent(*piece.agent).sectors;
  }

  void learn(const Piece& piece, const Known& known) {
    if (known.kind == EntityKind::kName || known.name.size() < 3) return;
    const std::string& last = reading_.token(piece.end - 1).form;
    const bool several = piece.end > piece.name_begin + 1;
    if (several || weight_ >= kFirm) memory_.names.try_emplace(known.name, known);
    if (known.kind == EntityKind::kPerson && last.size() > 2) {
      if (several)
        memory_.names[last] = known;
      else
        memory_.names.try_emplace(last, known);
    }
    if (known.kind == EntityKind::kOrganisation && several) {
      learn_acronym(piece, known);
      learn_short_name(piece, known);
    }
  }

  // "Wagner" for the Wagner Group.
  void learn_short_name(const Piece& piece, const Known& known) {
    if (piece.end != piece.begin + 2 || covered(piece.begin)) return;
    if (cues(piece.begin + 1) & kBodyCue && !cues(piece.begin) && !reading_.words[piece.begin])
      memory_.names.try_emplace(reading_.token(piece.begin).form, known);
  }

  // "Human Rights League (HRL)".
  void learn_acronym(const Piece& piece, const Known& known) {
    const std::size_t open = piece.end;
    if (open + 2 >= reading_.size() || reading_.token(open).form != "(" ||
        reading_.token(open + 2).form != ")" || !reading_.is(open + 1, kAllCaps))
      return;
    if (!covered(open + 1)) memory_.names[reading_.token(open + 1).form] = known;
  }

  void put_in_order() {
    std::vector<Piece> all;
    for (std::size_t p = 0; p < pieces_.size(); ++p)
      if (!gone_[p]) all.push_back(std::move(pieces_[p]));
    for (Piece& piece : added_) all.push_back(std::move(piece));
    std::sort(all.begin(), all.end(),
              [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
    pieces_ = std::move(all);
  }

  const Knowledge& knowledge_;
  const NameWords& names_;
  Memory& memory_;
  const Reading& reading_;
  std::vector<Piece>& pieces_;
  std::vector<std::int32_t> cover_;  // the piece that covers a token
  std::vector<bool> gone_;           // pieces that a name has taken
  std::vector<Piece> added_;
  int weight_ = 0;  // of the evidence for the name told last
};

}  // namespace

void add_strangers(const Knowledge& knowledge, Memory& memory, const Reading& reading,
                   std::vector<Piece>& pieces) {
  StrangerFinder(knowledge, memory, reading, pieces).run();
}

}  // namespace brink::entities
