// SPDX-License-Identifier: Apache-2.0
#include "quotes/tree.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink::quotes {

Tree::Tree(const Sentence& sentence) : sentence_(sentence) {
  const Index n = size();
  lower_.reserve(n);
  for (const Token& token : sentence.tokens) lower_.push_back(fold_case(token.form));
  first_child_.assign(n + 2, 0);
  for (Index i = 0; i < n; ++i)
    if (const auto above = head(i)) ++first_child_[*above + 2];
  for (Index i = 2; i < n + 2; ++i) first_child_[i] += first_child_[i - 1];
  children_.resize(first_child_[n + 1]);
  for (Index i = 0; i < n; ++i)
    if (const auto above = head(i)) children_[first_child_[*above + 1]++] = i;
  walk();
  Index last = n;
  while (last > 0 && token(last - 1).upos == "PUNCT" && lower(last - 1) != ".") --last;
  ends_with_stop_ = last > 0 && lower(last - 1) == ".";
}

// Down from the roots, without recursion; what no root reaches stands alone.
void Tree::walk() {
  const Index n = size();
  entered_.assign(n, 0), left_.assign(n, 0), hulls_.resize(n);
  for (Index i = 0; i < n; ++i) hulls_[i] = {i, i + 1};
  Index clock = 1;
  std::vector<std::pair<Index, Index>> path;  // token, its next child
  for (Index root = 0; root < n; ++root) {
    if (head(root)) continue;
    path.push_back({root, 0});
    entered_[root] = clock++;
    while (!path.empty()) {
      const Index i = path.back().first;
      const auto below = children(i);
      if (path.back().second < below.size()) {
        const Index next = below[path.back().second++];
        entered_[next] = clock++;
        path.push_back({next, 0});
        continue;
      }
      left_[i] = clock;
      path.pop_back();
      if (path.empty()) continue;
      Range& above = hulls_[path.back().first];
      above.begin = std::min(above.begin, hulls_[i].begin);
      above.end = std::max(above.end, hulls_[i].end);
    }
  }
}

std::optional<Index> Tree::head(Index i) const {
  const std::int32_t above = token(i).head;
  if (above < 0 || above >= static_cast<std::int32_t>(size()) || above == static_cast<std::int32_t>(i))
    return {};
  return static_cast<Index>(above);
}

std::optional<Index> Tree::child(Index i, std::string_view wanted) const {
  for (const Index c : children(i))
    if (relation(c) == wanted) return c;
  return {};
}

bool Tree::is_passive(Index i) const {
  const auto be = child(i, "aux:pass");
  const bool may_be_has =
      be && (lower(*be) == "'s" || lower(*be) == "’s") && (child(i, "obj") || child(i, "ccomp"));
  if ((be && !may_be_has) || child(i, "csubj:pass")) return true;
  if (opens_as_participle(i)) return true;
  if (is_main_though_acl(i)) return false;
  if (child(i, "obj") || child(i, "ccomp"))
    return false;  // "Smith worried that", taken for a participle
  if (child(i, "nsubj:pass")) return !ends_with_stop_;  // only headlines leave "was" out
  if (token(i).xpos != "VBN" || child(i, "aux")) return false;
  return relation(i) == "acl" || relation(i) == "advcl" || relation(i) == "root" ||
         child(i, "obl:agent").has_value();
}

bool Tree::opens_as_participle(Index i) const {
  return i == 0 && (token(i).xpos == "VBN" || token(i).xpos == "VBD") && !child(i, "nsubj") &&
         !child(i, "aux");
}

bool Tree::is_main_though_acl(Index i) const {
  const auto above = head(i);
  return above && relation(i) == "acl" && token(i).xpos == "VBN" && *above < i &&
         relation(*above) == "root" && !child(*above, "cop") && !child(*above, "nsubj") &&
         lower(i - 1) == "," && ends_with_stop_;
}

std::string_view Tree::word_of(Index i, std::string_view wanted) const {
  const auto found = child(i, wanted);
  return found ? lower(*found) : std::string_view();
}

}  // namespace brink::quotes
