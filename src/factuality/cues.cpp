// SPDX-License-Identifier: Apache-2.0
#include "factuality/cues.h"

namespace brink::factuality {
namespace {

Bend bend(const Cue& cue) {
  if (!cue.status) return Bend::kHedged;
  switch (*cue.status) {
    case Status::kActual: return Bend::kActual;
    case Status::kFuture: return Bend::kFuture;
    case Status::kHypothetical: return Bend::kHypothetical;
    case Status::kNegated: return Bend::kNegated;
    case Status::kHistorical: return Bend::kHistorical;
  }
  return Bend::kStraight;
}

bool is_adverb(const TreeView& tree, std::int32_t at) { return tree.is_tagged(at, "ADV"); }

// The words stand from `at` on, adverbs passed over.
bool follows(const TreeView& tree, std::int32_t at, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    while (at < tree.size() && tree.lower(at) != word && is_adverb(tree, at)) ++at;
    if (at >= tree.size() || tree.lower(at) != word) return false;
    ++at;
  }
  return true;
}

// How a clause hangs on its governor, as the table of cues names it.
std::string_view marker_of(const TreeView& tree, const VerbGroup& group, std::int32_t at) {
  if (group.marker != kNone) return tree.lower(group.marker);
  if (tree.base(at) == "ccomp") return "that";
  return tree.token(at).xpos == "VBG" || tree.base(at) == "obj" ? "ing" : "";
}

// The cue among those of a verb that the words from `from` on, or the marker, complete.
const Cue* cue_of(const Frames& frames, std::uint32_t verb, const TreeView& tree, std::int32_t from,
                  std::string_view marker) {
  for (const std::uint32_t number : frames.cues_of(verb)) {
    const Cue& cue = frames.cue(number);
    if (cue.kind != Cue::Kind::kVerb) continue;
    if (cue.rest.empty() ? marker == "ing" || marker == "that"
                         : cue.rest.size() == 1 && cue.rest.front() == marker)
      return &cue;
    if (!cue.rest.empty() && cue.rest.back() == marker && follows(tree, from, cue.rest)) return &cue;
  }
  return nullptr;
}

// A copula or passive auxiliary makes a cue with what follows it: "is expected to", "was able to".
const Cue* cue_of_be(const Knowledge& knowledge, const TreeView& tree, std::int32_t governor,
                     std::string_view marker) {
  for (const std::int32_t c : tree.children(governor))
    if (c < governor && tree.lemma(c) == "be")
      return cue_of(knowledge.frames(), knowledge.words().lemma_number("be"), tree, c + 1, marker);
  return nullptr;
}

const Cue* governor_cue(const Knowledge& knowledge, const TreeView& tree, const VerbGroup& group,
                        std::int32_t at) {
  const std::int32_t governor = tree.head(at);
  const std::string_view base = tree.base(at);
  if (governor == kNone || governor > at || base == "conj" || base == "parataxis") return nullptr;
  const std::string_view marker = marker_of(tree, group, at);
  if (marker.empty()) return nullptr;
  if (const Cue* cue = cue_of_be(knowledge, tree, governor, marker)) return cue;
  const Words& words = knowledge.words();
  if (tree.is_tagged(governor, "VERB"))
    return cue_of(knowledge.frames(), words.lemma_number(tree.lemma(governor)), tree, governor + 1, marker);
  if (const std::int32_t verb = tree.head(governor); verb != kNone && tree.base(governor) == "obj" && verb < governor)
    if (const Cue* cue = cue_of(knowledge.frames(), words.lemma_number(tree.lemma(verb)), tree, verb + 1, marker))
      return cue;
  return knowledge.frames().noun_cue(tree.lower(governor) + " " + std::string(marker));
}

// "possible talks", "threat of war", "no deal".
const Cue* cue_before(const Knowledge& knowledge, const TreeView& tree, std::int32_t at) {
  for (const std::int32_t c : tree.children(at)) {
    if (c > at) break;
    if (tree.base(c) == "case" && tree.head(at) != kNone && tree.head(at) < c)
      if (const Cue* cue = knowledge.frames().noun_cue(tree.lower(tree.head(at)) + " " + tree.lower(c)))
        return cue;
    if (const Word* word = knowledge.words().find(tree.lower(c)); word && word->cue)
      return &knowledge.frames().cue(word->cue - 1);
  }
  return nullptr;
}

}  // namespace

Bend bend_of(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
             std::int32_t predicate) {
  const VerbGroup& group = groups[static_cast<std::size_t>(predicate)];
  if (const Cue* cue = governor_cue(knowledge, tree, group, predicate)) return bend(*cue);
  if (const Cue* cue = cue_before(knowledge, tree, predicate)) return bend(*cue);
  return Bend::kStraight;
}

}  // namespace brink::factuality
