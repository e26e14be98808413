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

}  // namespace

std::uint32_t undoing_of(const TreeView& tree, const std::vector<VerbGroup>& groups, std::int32_t predicate) {
  const std::int32_t head = tree.head(predicate);
  const std::string_view base = tree.base(predicate), whole = tree.relation(predicate);
  std::uint32_t classes = undone_before(tree, predicate);
  if (head == kNone) return classes;
  const bool undone = base == "obj" || base == "xcomp" || base == "nmod" || whole == "nsubj:pass";
  if (undone && !groups[static_cast<std::size_t>(head)].negated) classes |= classes_of_part(tree.lemma(head));
  if (base == "nmod" || base == "acl") classes |= undone_before(tree, head);  // "the scrapped plan to sell"
  return classes & (kUndoing | kDelaying);
}

}  // namespace brink::factuality
