// SPDX-License-Identifier: Apache-2.0
#include "factuality/undoing.h"

#include "factuality/words.h"

namespace brink::factuality {
namespace {

// "now-scrapped" by its last part; an adjective of a participle by its stem.
std::uint32_t classes_of_part(std::string_view word) {
  word = word.substr(word.rfind('-') + 1);
  std::uint32_t classes = classes_of(word);
  for (const std::size_t ending : {1, 2, 3})  // "delay-ed", "postpone-d", "scrap-ped"
    if (word.ends_with("ed") && word.size() > ending + 2) classes |= classes_of(word.substr(0, word.size() - ending));
  return classes & (kUndoing | kDelaying);
}

std::uint32_t undone_before(const TreeView& tree, std::int32_t at) {
  std::uint32_t classes = 0;
  for (const std::int32_t c : tree.children(at)) {
    const bool participle = tree.base(c) == "acl" && tree.token(c).xpos == "VBN";
    if (tree.base(c) == "amod" || participle)
      classes |= classes_of_part(tree.lemma(c)) | classes_of_part(tree.lower(c));
  }
  return classes;
}

// Whether it is what the noun it goes with is about: "delay in delivery", not "delay after the crash".
bool is_content(const TreeView& tree, const VerbGroup& group) {
  if (group.marker == kNone) return false;
  const std::string& marker = tree.lower(group.marker);
  return marker == "of" || marker == "in" || marker == "to";
}

// The noun it goes with: right before its "to" or preposition, since trees often hang such phrases too
// high, else its governor; kNone.
std::int32_t noun_of(const TreeView& tree, const VerbGroup& group, std::int32_t at) {
  const std::int32_t before = group.marker - 1;
  if (before >= 0 && tree.is_tagged(before, "NOUN")) return before;
  const bool hangs = tree.base(at) == "nmod" || tree.base(at) == "acl";
  return hangs ? tree.head(at) : kNone;
}

// "delay in delivery"; "the scrapped plan to sell".
std::uint32_t undone_by_noun(const TreeView& tree, const VerbGroup& group, std::int32_t at) {
  if (!is_content(tree, group)) return 0;
  const std::int32_t noun = noun_of(tree, group, at);
  if (noun == kNone) return 0;
  return tree.token(at).xpos == "VB" ? undone_before(tree, noun)
                                     : classes_of_part(tree.lemma(noun));
}

// "cancelled the launch", "the launch was cancelled".
std::uint32_t undone_by_verb(const TreeView& tree, const std::vector<VerbGroup>& groups,
                             std::int32_t at) {
  const std::int32_t verb = tree.head(at);
  if (verb == kNone || groups[static_cast<std::size_t>(verb)].negated) return 0;
  const bool undone =
      tree.base(at) == "obj" || tree.base(at) == "xcomp" || tree.relation(at) == "nsubj:pass";
  return undone ? classes_of_part(tree.lemma(verb)) : 0;
}

}  // namespace

std::uint32_t undoing_of(const TreeView& tree, const std::vector<VerbGroup>& groups,
                         std::int32_t predicate) {
  const VerbGroup& group = groups[static_cast<std::size_t>(predicate)];
  return undone_before(tree, predicate) | undone_by_noun(tree, group, predicate) |
         undone_by_verb(tree, groups, predicate);
}

}  // namespace brink::factuality
