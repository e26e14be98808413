// SPDX-License-Identifier: Apache-2.0
#include "factuality/verb_group.h"

#include <algorithm>

#include "base/one_of.h"
#include "factuality/words.h"

namespace brink::factuality {
namespace {

// One spelling for an auxiliary: "'ll" is "will". What the lemma tells is taken from it.
std::string_view plain(std::string_view lower, std::string_view lemma) {
  if (is_one_of(lower, {"'ll", "wo", "will", "ll"})) return "will";
  if (is_one_of(lower, {"ca", "can"})) return "can";
  if (is_one_of(lower, {"is", "are", "am", "'re", "'m", "was", "were", "been", "being", "be"}))
    return "be";
  if (is_one_of(lower, {"has", "have", "had", "'ve"})) return "have";
  if (lower == "did") return "did";
  if (lower == "'d") return lemma == "have" ? "have" : "would";
  return lemma;
}

Person person_of(const TreeView& tree, std::int32_t subject) {
  if (subject == kNone) return Person::kNobody;
  const std::string_view word = tree.lower(subject);
  if (classes_of(word) & kFirst) return Person::kFirst;
  if (classes_of(word) & kSecond) return Person::kSecond;
  return Person::kThird;
}

bool has_denial(const TreeView& tree, std::int32_t noun) {
  const std::int32_t det = tree.child(noun, "det");
  return denies(tree.lower(noun)) || (det != kNone && denies(tree.lower(det)));
}

// "not only" denies nothing.
bool is_turn(const TreeView& tree, std::int32_t at) {
  return at + 1 < tree.size() && is_one_of(tree.lower(at + 1), {"only", "just", "merely", "simply"});
}

bool denied_by(const TreeView& tree, std::int32_t child) {
  const std::string_view base = tree.base(child);
  if (is_one_of(base, {"advmod", "cc", "det", "aux", "mark", "case"}))
    return denies(tree.lower(child)) && !is_turn(tree, child);
  return is_one_of(base, {"nsubj", "csubj"}) && has_denial(tree, child);
}

bool asks(const TreeView& tree, std::int32_t at, std::int32_t first_auxiliary, std::int32_t subject) {
  if (subject != kNone && first_auxiliary != kNone && first_auxiliary < subject) return true;
  const auto children = tree.children(at);
  return std::any_of(children.begin(), children.end(), [&](std::int32_t c) {
    return c < at && tree.base(c) != "mark" && tree.token(c).xpos.starts_with("W") &&
           (subject == kNone || c <= subject);
  });
}

VerbGroup own_group(const TreeView& tree, std::int32_t at, bool& auxiliaries) {
  VerbGroup group;
  std::int32_t first = kNone;
  for (const std::int32_t c : tree.children(at)) {
    const std::string_view base = tree.base(c);
    if (base == "aux" || base == "cop") {
      if (first == kNone) first = c;
      group.form += plain(tree.lower(c), tree.lemma(c));
      if (tree.token(c).xpos == "VBD") group.form += '<';  // past
      group.form += '+';
      auxiliaries = true;
    } else if ((base == "mark" || base == "case") && group.marker == kNone && c < at) {
      group.marker = c;
    } else if ((base == "nsubj" || base == "csubj" || base == "expl") && group.subject == kNone) {
      group.subject = c;
    }
    group.negated = group.negated || denied_by(tree, c);
    group.empty = group.empty || (is_one_of(base, {"obj", "obl"}) && has_denial(tree, c));
  }
  group.form += tree.token(at).xpos;
  group.person = person_of(tree, group.subject);
  group.asked = asks(tree, at, first, group.subject);
  return group;
}

bool breaks_off(const TreeView& tree, std::int32_t conjunct) {
  const std::int32_t cc = tree.child(conjunct, "cc");
  return cc != kNone && is_one_of(tree.lower(cc), {"but", "yet", "so"});
}

// What the conjunct has of the first one: subject where it has none, auxiliaries where both are
// forms of one kind, with its negation.
void share(const TreeView& tree, std::int32_t at, const VerbGroup& first, bool auxiliaries,
           VerbGroup& group) {
  if (group.subject != kNone) return;
  group.subject = first.subject;
  group.person = first.person;
  group.shared = first.subject != kNone;
  const std::string& xpos = tree.token(at).xpos;
  if (auxiliaries || xpos != tree.token(tree.head(at)).xpos) return;
  group.form = first.form;
  if (group.marker == kNone) group.marker = first.marker;
  group.asked = group.asked || first.asked;
  if (!breaks_off(tree, at)) group.negated = group.negated || first.negated;
  group.shared = true;
}

}  // namespace

std::vector<VerbGroup> verb_groups(const TreeView& tree) {
  std::vector<VerbGroup> groups;
  std::vector<bool> auxiliaries;
  for (std::int32_t i = 0; i < tree.size(); ++i) {
    bool has = false;
    groups.push_back(own_group(tree, i, has));
    auxiliaries.push_back(has);
  }
  for (std::int32_t i = 0; i < tree.size(); ++i)  // a conjunct stands behind the first one
    if (tree.base(i) == "conj" && tree.head(i) != kNone && tree.head(i) < i) {
      const auto at = static_cast<std::size_t>(i);
      share(tree, i, groups[static_cast<std::size_t>(tree.head(i))], auxiliaries[at], groups[at]);
    }
  return groups;
}

}  // namespace brink::factuality
