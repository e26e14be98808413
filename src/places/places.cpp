// SPDX-License-Identifier: Apache-2.0
#include "places/places.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "places/context.h"
#include "places/evidence.h"
#include "places/finder.h"
#include "places/resolver.h"
#include "places/states.h"

namespace brink {
namespace {

// How much places nearby must say before a doubtful mention counts as one.
constexpr double kTentativeSupport = 0.8;

Toponym toponym_of(const Occurrence& mention, const SightedName& name, const Resolved& resolved) {
  const Candidate& c = *resolved.candidate;
  Toponym toponym;
  toponym.place = {c.name, c.country, c.lat, c.lon, true, c.geonames, mention.span};
  toponym.kind = c.kind;
  toponym.region = c.admin1;
  toponym.demonym = name.demonym;
  const double found = std::clamp((mention.evidence + 1) / 6, 0.1, 1.0);
  toponym.confidence = found * resolved.share;
  return toponym;
}

// Where a token is cut for the sake of names: around hyphens, dashes and slashes ("Gori-based",
// "R-Texas", "Egyptian/US"), and before a possessive ("Ohio's").
std::vector<std::size_t> cuts_of(std::string_view form) {
  std::vector<std::size_t> cuts;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(form, at);
    if (c == '-' || c == '/' || c == 0x2013 || c == 0x2014) {
      if (begin > 0) cuts.push_back(begin);
      if (at < form.size()) cuts.push_back(at);
    }
    const std::string_view rest = form.substr(at);
    if (begin > 0 && (c == '\'' || c == 0x2019) && (rest == "s" || rest == "S" || rest.empty()))
      cuts.push_back(begin);
  }
  return cuts;
}

// Tokens cut finer; other things of the sentence as they are.
Sentence finer(const Sentence& sentence) {
  Sentence fine = sentence;
  fine.tokens.clear();
  for (const Token& token : sentence.tokens) {
    if (token.form.size() != token.span.size()) {  // not as the text has it: leave it whole
      fine.tokens.push_back(token);
      continue;
    }
    std::vector<std::size_t> cuts = cuts_of(token.form);
    cuts.push_back(token.form.size());
    std::size_t begin = 0;
    for (const std::size_t end : cuts) {
      if (end <= begin) continue;
      Token piece;
      piece.form = token.form.substr(begin, end - begin);
      piece.span = {static_cast<std::uint32_t>(token.span.begin + begin),
                    static_cast<std::uint32_t>(token.span.begin + end)};
      fine.tokens.push_back(std::move(piece));
      begin = end;
    }
  }
  return fine;
}

// A sentence that ends in "St.", "Mt." or "Ft." was cut inside a name.
bool ends_in_a_name(const Sentence& sentence) {
  if (sentence.tokens.empty()) return false;
  const auto is_short = [](std::string_view form) {
    return form == "St" || form == "Mt" || form == "Ft" || form == "Ste";
  };
  std::string_view last = sentence.tokens.back().form;
  if (last == "." && sentence.tokens.size() > 1)
    return is_short(sentence.tokens[sentence.tokens.size() - 2].form);
  return !last.empty() && last.back() == '.' && is_short(last.substr(0, last.size() - 1));
}

// The sentences as names are looked for in them.
std::vector<Sentence> for_names(std::span<const Sentence> given) {
  std::vector<Sentence> sentences;
  for (const Sentence& sentence : given) {
    Sentence fine = finer(sentence);
    if (!sentences.empty() && !fine.starts_paragraph && ends_in_a_name(sentences.back())) {
      auto& tokens = sentences.back().tokens;
      tokens.insert(tokens.end(), std::make_move_iterator(fine.tokens.begin()),
                    std::make_move_iterator(fine.tokens.end()));
      sentences.back().span.end = fine.span.end;
    } else {
      sentences.push_back(std::move(fine));
    }
  }
  return sentences;
}

std::vector<std::vector<std::string>> lower_forms(std::span<const Sentence> sentences) {
  std::vector<std::vector<std::string>> lower(sentences.size());
  for (std::size_t s = 0; s < sentences.size(); ++s)
    for (const Token& token : sentences[s].tokens) lower[s].push_back(fold_case(token.form));
  return lower;
}

}  // namespace

struct Places::Parts {
  Gazetteer gazetteer;
  States states;
  Context context;
  const Knowledge& knowledge;

  PlaceFinder finder() const { return {knowledge, gazetteer, states}; }
};

Places::Places(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Places::Places(Places&&) noexcept = default;
Places& Places::operator=(Places&&) noexcept = default;
Places::~Places() = default;

Result<Places> Places::open(const Knowledge& knowledge, const std::filesystem::path& tables,
                            const std::filesystem::path& overlay) {
  auto gazetteer = Gazetteer::open(tables / "gazetteer/places.tsv.zst");
  if (!gazetteer) return gazetteer.error();
  auto states = States::read(tables, overlay);
  if (!states) return states.error();
  auto context = Context::read(tables, overlay);
  if (!context) return context.error();
  return Places(std::unique_ptr<Parts>(
      new Parts{std::move(*gazetteer), std::move(*states), std::move(*context), knowledge}));
}

std::vector<Toponym> Places::find(const Document& document, std::span<const Sentence> given) const {
  const std::vector<Sentence> sentences = for_names(given);
  const auto lower = lower_forms(sentences);
  const PlaceFinder finder = parts_->finder();
  Sighting sighting;
  for (std::size_t s = 0; s < sentences.size(); ++s)
    finder.find_in(document.text, sentences[s], static_cast<std::uint32_t>(s), lower[s], sighting);
  weigh(parts_->knowledge, parts_->context, sentences, lower, sighting);
  const auto answers = resolve(sighting, document.url);
  std::vector<Toponym> found;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Occurrence& mention = sighting.mentions[i];
    const bool is_place =
        mention.evidence >= kPlaceEvidence ||
        (mention.evidence >= kTentativeEvidence && answers[i].support >= kTentativeSupport);
    if (is_place && answers[i].candidate)
      found.push_back(toponym_of(mention, sighting.names[mention.name], answers[i]));
  }
  return found;
}

std::vector<Candidate> Places::named(std::string_view name) const {
  auto candidates = parts_->finder().meanings_of(name);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return renown(a) > renown(b); });
  return candidates;
}

}  // namespace brink
