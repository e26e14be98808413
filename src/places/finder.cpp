// SPDX-License-Identifier: Apache-2.0
#include "places/finder.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "places/names.h"

namespace brink {
namespace {

constexpr std::uint32_t kMostTokens = 6;   // of a listed name
constexpr std::size_t kMostMeanings = 40;  // by population
constexpr std::uint32_t kMostOfList = 40;  // tokens before "counties"
constexpr double kListedCounty = 4;        // evidence
constexpr double kSamePlace = 50;          // kilometres between two tables' points for one place

bool is_capital_start(std::string_view form) {
  std::size_t at = 0;
  if (form.empty()) return false;
  const char32_t c = next_code_point(form, at);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  std::string letter;
  append_utf8(letter, c);
  return fold_case(letter) != letter;
}

bool is_capitals(std::string_view form) {
  return form.size() > 3 &&
         std::all_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What may stand inside a name: "Winston-Salem", "St. Louis", "Coeur d'Alene".
bool joins(std::string_view form) {
  return form == "-" || form == "." || form == "'" || form == "’" || form == "–";
}

bool is_word(std::string_view form) { return !place_key(form).empty(); }

PlaceKind kind_of(const PlaceEntry& entry) {
  if (entry.kind == "city" || entry.kind == "town") return PlaceKind::kCity;
  if (entry.kind == "sea" || entry.kind == "strait" || entry.kind == "river" ||
      entry.kind == "lake")
    return PlaceKind::kSea;
  return PlaceKind::kLand;
}

bool is_near_one_of(const Candidate& candidate, const std::vector<Candidate>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Candidate& other) {
    return kilometres(candidate.lat, candidate.lon, other.lat, other.lon) < kSamePlace;
  });
}

}  // namespace

bool lies_in(const Candidate& inner, const Candidate& outer) {
  if (inner.country.empty() || inner.country != outer.country || inner.kind == PlaceKind::kCountry)
    return false;
  switch (outer.kind) {
    case PlaceKind::kCountry:
      return true;
    case PlaceKind::kRegion:
      return inner.kind != PlaceKind::kRegion && inner.admin1 == outer.admin1;
    case PlaceKind::kCounty:
      return inner.kind != PlaceKind::kRegion && inner.kind != PlaceKind::kCounty &&
             inner.admin1 == outer.admin1 && inner.admin2 == outer.admin2;
    default:
      return false;
  }
}

// A sentence as the look-ups read it: capitals are written as names, "ISRAEL" as "Israel".
struct PlaceFinder::View {
  std::string_view text;
  const Sentence& sentence;
  std::uint32_t number;
  std::span<const std::string> lower;
  std::vector<Atom> atoms;
  std::vector<std::size_t> first_atom;

  std::uint32_t size() const { return static_cast<std::uint32_t>(sentence.tokens.size()); }
  const std::string& form(std::uint32_t i) const { return sentence.tokens[i].form; }
  Span span(std::uint32_t begin, std::uint32_t end) const {
    return {sentence.tokens[begin].span.begin, sentence.tokens[end - 1].span.end};
  }
};

// The longest name at a token.
struct PlaceFinder::Spot {
  std::uint32_t end = 0;  // 0: none
  std::string key;
  std::vector<Candidate> candidates;
  bool demonym = false;
  bool other = false;  // a person, an organisation, a phrase that only looks like a name
  bool organisation = false;

  // Makes room for something that ends there; false when something longer is known.
  bool reaches(std::uint32_t e) {
    if (e < end) return false;
    if (e > end) *this = Spot{e, {}, {}, false, false, false};
    return true;
  }
};

// A name by itself as a sentence of one token.
class PlaceFinder::OneName {
 public:
  OneName(const Knowledge& knowledge, std::string_view name) : lower_{fold_case(name)} {
    Token token;
    token.form = std::string(name);
    token.span = {0, static_cast<std::uint32_t>(name.size())};
    sentence_.span = token.span;
    sentence_.tokens.push_back(std::move(token));
    view_.emplace(
        View{name, sentence_, 0, lower_, knowledge.atoms_of(sentence_.tokens, lower_), {0}});
  }
  OneName(const OneName&) = delete;
  OneName& operator=(const OneName&) = delete;

  const View& view() const { return *view_; }

 private:
  std::vector<std::string> lower_;
  Sentence sentence_;
  std::optional<View> view_;
};

void PlaceFinder::add_party(const Actors::Found& found, std::string_view key, Spot& spot) const {
  const Actors& actors = knowledge_.actors();
  for (const std::uint32_t number : found.meanings) {
    const NameMeaning meaning = actors.meaning(number);
    if (meaning.naming == Naming::kCountry || meaning.naming == Naming::kDemonym) {
      const Party& party = actors.party(meaning.index);
      const bool demonym = meaning.naming == Naming::kDemonym;
      if (demonym && !spot.candidates.empty()) continue;
      Candidate country{party.name,
                        PlaceKind::kCountry,
                        party.roles.front().code,
                        "",
                        "",
                        party.lat,
                        party.lon,
                        0,
                        0,
                        false};
      if (!demonym && place_key(party.name) != key && !gazetteer_.find(key).empty())
        country.alternate = true;
      spot.demonym = spot.demonym || demonym;
      spot.candidates.push_back(std::move(country));
    } else if (meaning.naming == Naming::kPlace) {
      const PlaceEntry& entry = actors.place(meaning.index);
      spot.candidates.push_back({entry.name, kind_of(entry), entry.country, "", "", entry.lat,
                                 entry.lon, 0, entry.geonames, false});
    } else if (meaning.naming != Naming::kCapital && meaning.naming != Naming::kFamilyLater) {
      spot.other = true;
      spot.organisation = spot.organisation || meaning.naming == Naming::kOrganisation;
    }
  }
}

void PlaceFinder::take_known(const View& view, std::uint32_t at, Spot& spot) const {
  const std::size_t atom = view.first_atom[at];
  if (atom >= view.atoms.size()) return;
  Actors::Found found = knowledge_.actors().name_at(view.atoms, atom);
  if (found.end == 0) return;
  std::uint32_t end = view.atoms[found.end - 1].token + 1;
  // "Paris, Texas" is no France to those who look for actors; here it is a town and its state.
  std::uint32_t comma = at;
  while (comma < end && view.form(comma) != ",") ++comma;
  if (comma < end) {
    found = knowledge_.actors().name_at(std::span(view.atoms).first(view.first_atom[comma]), atom);
    if (found.end == 0) return;
    end = view.atoms[found.end - 1].token + 1;
  }
  if (!spot.reaches(end)) return;
  spot.key = place_key(view.span(at, end).of(view.text));
  add_party(found, spot.key, spot);
}

// "Tex." and "TX" stand behind a town or "R-"; "N.C." stands anywhere.
void PlaceFinder::take_states(const View& view, std::uint32_t at, Spot& spot) const {
  for (std::uint32_t end = std::min(view.size(), at + 4); end > at; --end) {
    const std::string_view text = view.span(at, end).of(view.text);
    const auto& namings = states_.named(text);
    if (namings.empty()) continue;
    const bool behind_town =
        at >= 2 && view.form(at - 1) == "," && is_capital_start(view.form(at - 2));
    const bool of_party = at >= 2 && view.form(at - 1) == "-" && view.form(at - 2).size() == 1;
    // "N.C.", and within a sentence "Mass. legislators"; "Miss." is a person's.
    const bool pointed = std::count(text.begin(), text.end(), '.') > 1 ||
                         (text.size() > 3 && text.back() == '.' && text != "Miss." &&
                          text != "Man." && end < view.size());
    std::vector<Candidate> states;
    for (const States::Naming& naming : namings)
      if (!naming.short_form || behind_town || of_party || pointed)
        states.push_back(states_.state(naming.state));
    if (states.empty() || !spot.reaches(end)) return;
    // England is a country's other name in one table and itself in this one.
    if (!namings.front().short_form)
      std::erase_if(spot.candidates, [](const Candidate& known) { return known.alternate; });
    spot.key = place_key(text);
    spot.other = false;
    for (Candidate& state : states) spot.candidates.push_back(std::move(state));
    return;
  }
}

bool PlaceFinder::is_short_for_a_state(std::string_view form) const {
  const auto& namings = states_.named(form);
  const auto& pointed = states_.named(std::string(form) + ".");
  return (!namings.empty() && namings.front().short_form) ||
         (!pointed.empty() && pointed.front().short_form);
}

bool PlaceFinder::is_capital_start_at(const View& view, std::uint32_t i) {
  return i < view.size() && is_capital_start(view.form(i));
}

void PlaceFinder::take_listed(const View& view, std::uint32_t at, Spot& spot) const {
  if (spot.demonym) return;
  for (std::uint32_t end = std::min(view.size(), at + kMostTokens); end > at; --end) {
    if (end < spot.end) return;
    if (!is_capital_start(view.form(end - 1)) && !(end == at + 1)) continue;
    bool one_name = true;
    for (std::uint32_t i = at + 1; i < end; ++i)
      one_name = one_name && (is_word(view.form(i)) || joins(view.form(i)));
    if (end == at + 1 && is_short_for_a_state(view.form(at))) continue;  // "Fla" is no Flå
    if (!one_name ||
        (end > at + 1 && view.lower[end - 1] == "city" && is_capital_start_at(view, end)))
      continue;  // "Dublin City Council" is Dublin's
    std::string key = place_key(view.span(at, end).of(view.text));
    if (key.size() < 3) continue;  // "A", "Of": towns somewhere
    std::vector<Candidate> found = gazetteer_.find(key);
    if (found.empty() || !spot.reaches(end)) continue;
    spot.key = std::move(key);
    std::erase_if(spot.candidates, [&](const Candidate& known) {
      return known.kind == PlaceKind::kCity && is_near_one_of(known, found);
    });
    for (Candidate& candidate : found)
      if (spot.candidates.size() < kMostMeanings) spot.candidates.push_back(std::move(candidate));
    return;
  }
}

// "Texan", "European": a place of the tables by another table's word.
void PlaceFinder::take_demonyms(const View& view, std::uint32_t at, Spot& spot) const {
  for (std::uint32_t end = std::min(view.size(), at + 2); end > at; --end) {
    const std::string_view name = states_.of_demonym(view.span(at, end).of(view.text));
    if (name.empty()) continue;
    std::vector<Candidate> meanings;
    for (const States::Naming& naming : states_.named(name))
      meanings.push_back(states_.state(naming.state));
    if (meanings.empty()) meanings = known_as(name);
    if (meanings.empty() || !spot.reaches(end)) return;
    spot.key = place_key(view.span(at, end).of(view.text));
    spot.candidates = std::move(meanings);
    spot.demonym = true;
    spot.other = false;
    return;
  }
}

// What the tables of knowledge have by exactly this name.
std::vector<Candidate> PlaceFinder::known_as(std::string_view name) const {
  const OneName one(knowledge_, name);
  Spot spot;
  take_known(one.view(), 0, spot);
  return spot.end == one.view().size() ? std::move(spot.candidates) : std::vector<Candidate>();
}

PlaceFinder::Spot PlaceFinder::longest_at(const View& view, std::uint32_t at) const {
  Spot spot;
  take_known(view, at, spot);
  take_states(view, at, spot);
  take_listed(view, at, spot);
  take_demonyms(view, at, spot);
  return spot;
}

// "US" of "US State Department", "Canada" of "Bank of Canada".
PlaceFinder::Spot PlaceFinder::within_organisation(const View& view, std::uint32_t at,
                                                   std::uint32_t end) const {
  Spot spot;
  for (std::uint32_t last = std::min(end, at + 3); last > at && spot.end == 0; --last) {
    const std::string_view text = view.span(at, last).of(view.text);
    std::vector<Candidate> states;
    for (const States::Naming& naming : states_.named(text))
      if (!naming.short_form) states.push_back(states_.state(naming.state));
    const std::size_t begin_atom = view.first_atom[at];
    const std::size_t end_atom = last < view.size() ? view.first_atom[last] : view.atoms.size();
    if (begin_atom >= end_atom) continue;
    const Actors::Found found = knowledge_.actors().name_at(
        std::span(view.atoms).subspan(begin_atom, end_atom - begin_atom), 0);
    if (found.end == end_atom - begin_atom) add_party(found, place_key(text), spot);
    if (spot.other) spot = Spot{};
    for (Candidate& state : states) spot.candidates.push_back(std::move(state));
    if (spot.candidates.empty()) continue;
    spot.end = last;
    spot.key = place_key(text);
  }
  return spot;
}

namespace {

std::uint32_t name_number(Sighting& sighting, std::string key, std::vector<Candidate> candidates,
                          bool demonym) {
  const auto [it, fresh] =
      sighting.by_key.emplace(key, static_cast<std::uint32_t>(sighting.names.size()));
  if (fresh) sighting.names.push_back({std::move(key), std::move(candidates), demonym});
  return it->second;
}

bool may_be_a_state(const SightedName& name) {
  return std::any_of(name.candidates.begin(), name.candidates.end(), [](const Candidate& c) {
    return c.kind == PlaceKind::kCountry || (c.kind == PlaceKind::kRegion && c.geonames > 0);
  });
}

}  // namespace

// "Barrow, Jackson and Madison counties": each is a county, if it is no state ("Indiana counties").
void PlaceFinder::add_counties(const View& view, std::uint32_t at, Sighting& sighting) const {
  const std::string word = view.lower[at] == "parishes" ? " parish" : " county";
  std::uint32_t begin = at;
  while (begin > 0 && at - begin < kMostOfList &&
         (is_capital_start(view.form(begin - 1)) || view.form(begin - 1) == "," ||
          view.lower[begin - 1] == "and"))
    --begin;
  std::vector<Occurrence> passed;  // what the words were taken for
  for (auto& mentions = sighting.mentions;
       !mentions.empty() && mentions.back().sentence == view.number &&
       mentions.back().begin >= begin;
       mentions.pop_back())
    passed.insert(passed.begin(), mentions.back());
  for (std::uint32_t i = begin; i < at;) {
    std::uint32_t end = i;
    while (end < at && is_capital_start(view.form(end))) ++end;
    const auto earlier = std::find_if(passed.begin(), passed.end(), [&](const Occurrence& m) {
      return m.begin < end && m.end > i;
    });
    const std::string key =
        end > i ? place_key(view.span(i, end).of(view.text)) + word : std::string();
    if (earlier != passed.end() && may_be_a_state(sighting.names[earlier->name])) {
      sighting.mentions.push_back(*earlier);
    } else if (auto found = gazetteer_.find(key); !found.empty()) {
      sighting.mentions.push_back({view.number, i, end, view.span(i, end),
                                   name_number(sighting, key, std::move(found), false),
                                   kListedCounty, -1, false});
    } else if (earlier != passed.end()) {
      sighting.mentions.push_back(*earlier);
    }
    i = std::max(end, i + 1);
  }
}

void PlaceFinder::find_in(std::string_view text, const Sentence& sentence, std::uint32_t number,
                          std::span<const std::string> lower, Sighting& sighting) const {
  View view{text, sentence, number, lower, {}, {}};
  std::vector<Token> tokens = sentence.tokens;
  for (Token& token : tokens)
    if (is_capitals(token.form))
      for (std::size_t i = 1; i < token.form.size(); ++i)
        token.form[i] = static_cast<char>(token.form[i] - 'A' + 'a');
  view.atoms = knowledge_.atoms_of(tokens, lower);
  view.first_atom.assign(tokens.size(), view.atoms.size());
  for (std::size_t i = view.atoms.size(); i-- > 0;) view.first_atom[view.atoms[i].token] = i;

  std::uint32_t organisation_end =
      0;  // inside a known organisation's name only countries and states count
  for (std::uint32_t i = 0; i < view.size();) {
    if (view.lower[i] == "counties" || view.lower[i] == "parishes") add_counties(view, i, sighting);
    if (!is_capital_start(view.form(i))) {
      ++i;
      continue;
    }
    Spot spot =
        i < organisation_end ? within_organisation(view, i, organisation_end) : longest_at(view, i);
    if (spot.organisation && spot.end > i + 1) {
      organisation_end = spot.end;
      spot = within_organisation(view, i, organisation_end);
    }
    const std::uint32_t end = std::max(i + 1, spot.end);
    if (!spot.other && !spot.candidates.empty()) {
      const std::uint32_t name =
          name_number(sighting, std::move(spot.key), std::move(spot.candidates), spot.demonym);
      sighting.mentions.push_back({number, i, end, view.span(i, end), name, 0, -1, false});
    }
    i = end;
  }
}

std::vector<Candidate> PlaceFinder::meanings_of(std::string_view name) const {
  const OneName one(knowledge_, name);
  return longest_at(one.view(), 0).candidates;
}

}  // namespace brink
