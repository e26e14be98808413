// SPDX-License-Identifier: Apache-2.0
#include "factuality/factuality.h"

#include <algorithm>
#include <cmath>

#include "base/files.h"
#include "factuality/denial.h"
#include "factuality/features.h"
#include "factuality/model.h"
#include "factuality/status.h"

namespace brink {

using namespace factuality;

namespace {

constexpr std::size_t kMostModelBytes = 2u << 20;

// Log odds that an act has at most which the sentence denies in so many words. Annotators of the
// training data often answered for the clause with its "not", so this is not left to learning.
constexpr float kMostWhenDenied = -1;

bool heads_clause(const TreeView& tree, std::int32_t at) {
  const std::string_view base = tree.base(at);
  return base == "advcl" || base == "ccomp" || base == "xcomp" || base == "csubj" || base == "acl" ||
         tree.child(at, "nsubj") != kNone;
}

// "This came after ...", "..., which led to ...": it may stand for what was told before.
bool may_stand_for_act(const TreeView& tree, std::int32_t at) {
  const std::string& lower = tree.lower(at);
  return tree.base(at) == "nsubj" && (lower == "this" || lower == "that" || lower == "which");
}

// A capital may hide a verb or an event's noun: "Flight 200", "The Games".
bool is_word_of_tables(const Knowledge& knowledge, const std::string& lower) {
  const Word* word = knowledge.words().find(lower);
  return word && (!word->verbs.empty() || word->nouns.any());
}

bool is_predicate(const Knowledge& knowledge, const TreeView& tree, std::int32_t at) {
  const std::string& upos = tree.token(at).upos;
  if (upos == "VERB" || upos == "NOUN" || upos == "ADJ") return true;
  if (upos == "AUX") return tree.base(at) != "aux";
  if (upos == "PUNCT" || upos == "SYM") return false;
  if (upos == "PROPN" && is_word_of_tables(knowledge, tree.lower(at))) return true;
  return heads_clause(tree, at) || may_stand_for_act(tree, at);
}

// The verb whose particle this is: "set up"; kNone.
std::int32_t verb_of_particle(const TreeView& tree, std::int32_t at) {
  return tree.relation(at) == "compound:prt" && tree.head(at) < at ? tree.head(at) : kNone;
}

// A token that says what an earlier one says.
void add_as(std::vector<Predication>& out, std::int32_t earlier, std::int32_t token) {
  const auto found = std::find_if(out.rbegin(), out.rend(), [&](const Predication& p) { return p.token == earlier; });
  if (found == out.rend()) return;
  Predication same = *found;
  same.token = token;
  out.push_back(same);
}

double value_of(float log_odds) { return 3 * std::tanh(log_odds / 2.0); }

}  // namespace

Result<FactualityReader> FactualityReader::load(const std::filesystem::path& path, const Knowledge& knowledge) {
  const auto bytes = read_file(path, kMostModelBytes);
  if (!bytes) return bytes.error();
  return from_bytes(*bytes, path.string(), knowledge);
}

Result<FactualityReader> FactualityReader::from_bytes(std::string_view bytes, const std::string& where,
                                                      const Knowledge& knowledge) {
  auto model = read_model(bytes, where);
  if (!model) return model.error();
  return FactualityReader(std::make_shared<const Model>(std::move(*model)), knowledge);
}

std::vector<Predication> FactualityReader::read(const Sentence& sentence, std::span<const TokenRange> past) const {
  std::vector<Predication> out;
  if (!sentence.parsed()) return out;
  const TreeView tree(sentence);
  const std::vector<VerbGroup> groups = verb_groups(tree);
  const FeatureReader reader(knowledge_, tree, groups);
  Features features;
  for (std::int32_t at = 0; at < tree.size(); ++at) {
    if (const std::int32_t verb = verb_of_particle(tree, at); verb != kNone) {
      add_as(out, verb, at);
      continue;
    }
    if (!is_predicate(knowledge_, tree, at)) continue;
    reader.read(at, features);
    float log_odds = model_->log_odds(features);
    if (is_denied(knowledge_, tree, groups, at)) log_odds = std::min(log_odds, kMostWhenDenied);
    const double value = value_of(log_odds);
    out.push_back({at, value, status_of(knowledge_, tree, groups, at, value, past)});
  }
  return out;
}

}  // namespace brink
