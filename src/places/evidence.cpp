// SPDX-License-Identifier: Apache-2.0
#include "places/evidence.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace brink {
namespace {

bool is_upper(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }

bool is_initial(std::string_view form) {
  return is_upper(form) && (form.size() == 1 || (form.size() == 2 && form[1] == '.'));
}

bool is_number(std::string_view form) { return !form.empty() && form[0] >= '0' && form[0] <= '9'; }

// "KENT" as "Kent".
std::string as_name(std::string_view form) {
  std::string name = ascii_lower(form);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

// A sentence of which most words begin with a capital tells nothing by capitals.
bool is_headline(const Sentence& sentence) {
  std::size_t words = 0, capitals = 0;
  for (const Token& token : sentence.tokens) {
    if (token.form.size() < 4) continue;
    ++words;
    capitals += is_upper(token.form);
  }
  return words >= 5 && capitals * 10 >= words * 7;
}

// A sentence and the words beside a name in it.
struct Beside {
  const Context& context;
  const Sentence& sentence;
  std::span<const std::string> lower;
  bool headline;

  std::size_t size() const { return sentence.tokens.size(); }
  std::string_view form(std::size_t i) const {
    return i < size() ? std::string_view(sentence.tokens[i].form) : std::string_view();
  }
  double clue(Clue kind, std::size_t i) const {
    const double* weight = i < size() ? context.clue(kind, lower[i]) : nullptr;
    return weight ? *weight : 0;
  }
  bool is_clue(Clue kind, std::size_t i) const {
    return i < size() && context.clue(kind, lower[i]);
  }
  // A capitalised word that is neither a day nor opens the sentence.
  bool is_name(std::size_t i) const {
    return i < size() && i > 0 && is_upper(form(i)) && !is_clue(Clue::kTime, i) &&
           form(i).size() > 1;
  }
  bool is_first_name(std::size_t i) const {
    return i < size() && context.is_first_name(as_name(form(i)));
  }
  // "R-Texas", "D-Chicopee".
  bool is_of_party(std::size_t i) const {
    return i >= 2 && form(i - 1) == "-" &&
           (form(i - 2) == "R" || form(i - 2) == "D" || form(i - 2) == "I" || form(i - 2) == "DFL");
  }
};

// "Darryl Keith Warden", "J. Smith", "Sgt. Henry": the last word is a family name. Mentions of
// places of several words keep theirs: the caller passes the tokens that they cover.
void note_people(const Beside& beside, const std::vector<bool>& in_long_place,
                 std::unordered_set<std::string>& people) {
  for (std::size_t i = 0; i < beside.size(); ++i) {
    const bool first = beside.is_first_name(i) && !in_long_place[i];
    const bool title = beside.is_clue(Clue::kTitle, i) && is_upper(beside.form(i));
    if (!first && !title) continue;
    if (first && i > 0 && beside.clue(Clue::kBefore, i - 1) >= 2) continue;  // "in Florence"
    std::size_t last = i;
    while (last + 1 < beside.size() && last < i + 3 && !in_long_place[last + 1] &&
           (beside.is_name(last + 1) || is_initial(beside.form(last + 1))) &&
           !beside.is_clue(Clue::kBody, last + 1) && !beside.is_clue(Clue::kStreet, last + 1))
      ++last;
    if (last > i && !is_initial(beside.form(last))) people.insert(beside.lower[last]);
  }
}

// What a name is worth by what it may mean: a country or state is seldom anything else, a hamlet
// often.
double worth(const Knowledge& knowledge, const Context& context, const SightedName& name,
             std::string_view form, bool single) {
  double best = 0;
  for (const Candidate& c : name.candidates) {
    double value = 0;
    switch (c.kind) {
      case PlaceKind::kCountry:
        value = name.demonym ? 3 : 4;
        break;
      case PlaceKind::kRegion:
        value = c.geonames > 0 ? 3.5 : 2;
        break;
      case PlaceKind::kSea:
      case PlaceKind::kLand:
        value = 3;
        break;
      case PlaceKind::kCapital:
        value = 2.5;
        break;
      case PlaceKind::kCounty:
        value = single ? 1 : 3;
        break;
      default:
        value = std::clamp(std::log10(static_cast<double>(c.population) + 1) - 3, 0.0, 2.5);
    }
    best = std::max(best, c.alternate && c.population < 500000 ? value / 2 : value);
  }
  if (const double* common = context.clue(Clue::kCommon, name.key); common && best < 3.5)
    best += *common;
  if (!single) return best + 1.5;
  if (best >= 3) return best;
  const Word* word = knowledge.words().find(name.key);
  if (word && (word->classes || !word->verbs.empty() || word->noun_too)) best -= 2.5;
  if (context.clue(Clue::kTime, name.key) || context.clue(Clue::kBody, name.key) ||
      context.clue(Clue::kTitle, name.key) || context.clue(Clue::kStreet, name.key) ||
      context.clue(Clue::kDirection, name.key))
    best -= 4;
  if (context.is_first_name(as_name(form))) best -= 1;
  return best;
}

// "CROMWELL -- Firefighters": the first word before a dash.
bool is_dateline(const Beside& beside, const Occurrence& mention) {
  const std::string_view next = beside.form(mention.end);
  const std::string_view form = beside.form(mention.begin);
  const bool dash = next == "-" || next == "--" || next == "\u2013" || next == "\u2014";
  return mention.begin == 0 && dash && form.size() > 2 &&
         std::all_of(form.begin(), form.end(), [](char c) { return !(c >= 'a' && c <= 'z'); });
}

double before_it(const Beside& beside, const Occurrence& mention, bool single, bool sure) {
  if (is_dateline(beside, mention)) return 4;
  if (mention.begin == 0) return -0.5;
  if (beside.is_of_party(mention.begin)) return 4;
  const std::size_t prev = mention.begin - 1;
  if (const double w = beside.clue(Clue::kDirection, prev)) return w;
  if (is_upper(beside.form(prev)) && beside.is_clue(Clue::kTitle, prev) && single)
    return beside.clue(Clue::kTitle, prev);
  if (!is_upper(beside.form(prev)) || prev == 0) return beside.clue(Clue::kBefore, prev);
  if (beside.headline || beside.is_clue(Clue::kTime, prev)) return beside.clue(Clue::kBefore, prev);
  if (single && (beside.is_first_name(prev) || is_initial(beside.form(prev)))) return -5;
  return sure ? -0.5 : -2;  // the tail of some longer name
}

// "Victoria Spartz": a first name before a family name that the document has.
bool is_somebody(const Beside& beside, const Occurrence& mention,
                 const std::unordered_set<std::string>& people) {
  const std::size_t next = mention.end;
  if (!beside.is_first_name(mention.begin) || !beside.is_name(next) ||
      !people.contains(std::string(beside.lower[next])))
    return false;
  for (const Clue other : {Clue::kBody, Clue::kStreet, Clue::kCommon, Clue::kTitle})
    if (beside.is_clue(other, next)) return false;
  return mention.begin == 0 || !beside.is_clue(Clue::kBefore, mention.begin - 1);
}

double behind_it(const Beside& beside, const Occurrence& mention, bool single, bool sure,
                 bool demonym) {
  const std::size_t next = mention.end;
  if (next >= beside.size()) return 0;
  if (is_upper(beside.form(next))) {
    if (const double w = beside.clue(Clue::kStreet, next)) return w;
    if (const double w = beside.clue(Clue::kBody, next)) return w;
    if (beside.headline || beside.is_clue(Clue::kTime, next) || beside.is_clue(Clue::kTitle, next))
      return 0;
    const bool name_in_front = single && beside.is_first_name(mention.begin) && !sure;
    return name_in_front ? -5 : sure ? 0 : -1.5;
  }
  if (const double w = beside.clue(Clue::kBody, next)) return w;
  if (beside.form(next) == "-") return beside.clue(Clue::kBody, next + 1);  // "Gori-based"
  if (single && (!sure || demonym))
    if (const double w = beside.clue(Clue::kSpeech, next)) return w;
  // "Henry, 19, of Alexandria"
  if (single && !sure && beside.form(next) == "," && is_number(beside.form(next + 1)) &&
      beside.form(next + 2) == ",")
    return -3;
  return 0;
}

// Ties neighbours over a comma: "Paris, Texas", "(R-Texas)" has none.
void tie_containers(std::span<const Sentence> sentences, Sighting& sighting) {
  for (std::size_t i = 0; i + 1 < sighting.mentions.size(); ++i) {
    Occurrence &inner = sighting.mentions[i], &outer = sighting.mentions[i + 1];
    if (inner.sentence != outer.sentence || inner.end + 1 != outer.begin) continue;
    const std::string& between = sentences[inner.sentence].tokens[inner.end].form;
    if (between != "," && between != "(") continue;
    const auto& in = sighting.names[inner.name].candidates;
    const auto& out = sighting.names[outer.name].candidates;
    const bool lies = !sighting.names[outer.name].demonym &&
                      std::any_of(in.begin(), in.end(), [&](const Candidate& a) {
                        return std::any_of(out.begin(), out.end(),
                                           [&](const Candidate& b) { return lies_in(a, b); });
                      });
    if (!lies) continue;
    inner.container = static_cast<std::int32_t>(i + 1);
    outer.contains = true;
  }
}

// The tokens of a sentence that lie in names of several words.
std::vector<std::vector<bool>> long_places(std::span<const Sentence> sentences,
                                           const Sighting& sighting) {
  std::vector<std::vector<bool>> covered(sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s)
    covered[s].assign(sentences[s].tokens.size(), false);
  for (const Occurrence& m : sighting.mentions)
    if (m.end - m.begin > 1)
      for (std::uint32_t i = m.begin; i < m.end; ++i) covered[m.sentence][i] = true;
  return covered;
}

// Whether "," or "and" or both part two mentions.
bool are_listed(const Sentence& sentence, const Occurrence& a, const Occurrence& b) {
  if (a.sentence != b.sentence || b.begin <= a.end || b.begin - a.end > 2) return false;
  for (std::uint32_t i = a.end; i < b.begin; ++i) {
    const std::string& form = sentence.tokens[i].form;
    if (form != "," && form != "and" && form != "or" && form != "&") return false;
  }
  return true;
}

// "Moscow, Kiev, Minsk and Riga": a place beside a sure place is likelier one.
void lend_along_lists(std::span<const Sentence> sentences, Sighting& sighting) {
  for (std::size_t i = 0; i + 1 < sighting.mentions.size(); ++i) {
    Occurrence &a = sighting.mentions[i], &b = sighting.mentions[i + 1];
    if (!are_listed(sentences[a.sentence], a, b)) continue;
    const double first = a.evidence, second = b.evidence;
    if (second >= 3 && first > -1) a.evidence += 1.5;
    if (first >= 3 && second > -1) b.evidence += 1.5;
  }
}

// Jordan and Chad are countries and first names.
bool is_a_first_names_country(const Context& context, const SightedName& name) {
  return !name.demonym && context.is_first_name(as_name(name.key)) &&
         std::any_of(name.candidates.begin(), name.candidates.end(),
                     [](const Candidate& c) { return c.kind == PlaceKind::kCountry; });
}

// A name that is surely a place once lends that to its other occurrences; "DeKalb County" to
// "DeKalb".
void lend(Sighting& sighting) {
  std::vector<double> best(sighting.names.size(), -100);
  for (const Occurrence& m : sighting.mentions) best[m.name] = std::max(best[m.name], m.evidence);
  for (std::size_t n = 0; n < best.size(); ++n)
    for (const char* type : {" county", " parish"})
      if (const auto it = sighting.by_key.find(sighting.names[n].key + type);
          it != sighting.by_key.end())
        best[n] = std::max(best[n], best[it->second]);
  for (Occurrence& m : sighting.mentions)
    if (best[m.name] >= 3 && m.evidence > -3) m.evidence += 2;
}

}  // namespace

void weigh(const Knowledge& knowledge, const Context& context, std::span<const Sentence> sentences,
           std::span<const std::vector<std::string>> lower, Sighting& sighting) {
  tie_containers(sentences, sighting);
  const auto covered = long_places(sentences, sighting);
  std::vector<Beside> beside;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    beside.push_back({context, sentences[s], lower[s], is_headline(sentences[s])});
    if (!beside.back().headline) note_people(beside.back(), covered[s], sighting.people);
  }
  for (Occurrence& m : sighting.mentions) {
    const SightedName& name = sighting.names[m.name];
    const Beside& at = beside[m.sentence];
    const bool single = m.end - m.begin == 1;
    const double value = worth(knowledge, context, name, at.form(m.begin), single);
    const bool a_persons =
        single && (sighting.people.contains(name.key) || is_a_first_names_country(context, name));
    const bool sure = value >= 3 && !a_persons;
    if (m.evidence >= kPlaceEvidence) continue;  // the finder knew
    m.evidence =
        value + before_it(at, m, single, sure) + behind_it(at, m, single, sure, name.demonym);
    if (single && is_somebody(at, m, sighting.people)) m.evidence -= 6;
    if (m.container >= 0 || m.contains) m.evidence += 5;
    const bool placed =
        m.begin > 0 && at.clue(Clue::kBefore, m.begin - 1) >= 1.5;  // "to Cambridge"
    if (single && !sure && m.container < 0 && sighting.people.contains(name.key))
      m.evidence -= placed ? 1 : 4;
  }
  lend_along_lists(sentences, sighting);
  lend(sighting);
}

}  // namespace brink
