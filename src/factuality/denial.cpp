// SPDX-License-Identifier: Apache-2.0
#include "factuality/denial.h"

#include "factuality/cues.h"
#include "factuality/undoing.h"

namespace brink::factuality {
namespace {

// "failed to pay", "the scrapped plan to pay". An infinitive alone: who "stopped paying" had paid before.
bool is_denied_by_governor(const Knowledge& knowledge, const TreeView& tree,
                           const std::vector<VerbGroup>& groups, std::int32_t at) {
  const std::int32_t governor = tree.head(at);
  if (tree.token(at).xpos != "VB" || governor == kNone) return false;
  if (undoing_of(tree, groups, at) != 0) return true;
  const VerbGroup& above = groups[static_cast<std::size_t>(governor)];
  return !above.negated && bend_of(knowledge, tree, groups, at) == Bend::kNegated;
}

}  // namespace

bool is_denied(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
               std::int32_t predicate) {
  if (groups[static_cast<std::size_t>(predicate)].negated) return true;
  if (tree.is_tagged(predicate, "NOUN")) return undoing_of(tree, groups, predicate) != 0;
  return is_denied_by_governor(knowledge, tree, groups, predicate);
}

}  // namespace brink::factuality
