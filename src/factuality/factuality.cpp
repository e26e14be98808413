// SPDX-License-Identifier: Apache-2.0
#include "factuality/factuality.h"

#include <algorithm>
#include <cmath>

#include "base/files.h"
#include "factuality/features.h"
#include "factuality/model.h"
#include "factuality/status.h"
#include "factuality/undoing.h"

namespace brink {

using namespace factuality;

namespace {

constexpr std::size_t kMostModelBytes = 2u << 20;

// Log odds that an act which its own clause denies, or which was undone, has at most. Annotators of
// the training data often answered for the clause with its "not", so this is not left to learning.
constexpr float kMostWhenDenied = -1;

bool is_predicate(const TreeView& tree, std::int32_t at) {
  const std::string& upos = tree.token(at).upos;
  const std::string_view base = tree.base(at);
  if (upos == "VERB" || upos == "NOUN" || upos == "ADJ") return true;
  if (upos == "AUX") return base != "aux";
  if (upos == "PUNCT" || upos == "SYM") return false;
  if (tree.child(at, "nsubj") != kNone) return true;
  return base == "advcl" || base == "ccomp" || base == "xcomp" || base == "csubj" || base == "acl";
}

bool is_denied(const TreeView& tree, const std::vector<VerbGroup>& groups, std::int32_t at) {
  if (groups[static_cast<std::size_t>(at)].negated) return true;
  return tree.is_tagged(at, "NOUN") && undoing_of(tree, groups, at) != 0;
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
    if (!is_predicate(tree, at)) continue;
    reader.read(at, features);
    float log_odds = model_->log_odds(features);
    if (is_denied(tree, groups, at)) log_odds = std::min(log_odds, kMostWhenDenied);
    const double value = value_of(log_odds);
    out.push_back({at, value, status_of(knowledge_, tree, groups, at, value, past)});
  }
  return out;
}

}  // namespace brink
