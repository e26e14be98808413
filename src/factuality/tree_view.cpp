// SPDX-License-Identifier: Apache-2.0
#include "factuality/tree_view.h"

#include "base/utf8.h"

namespace brink::factuality {

TreeView::TreeView(const Sentence& sentence) : sentence_(sentence) {
  const std::int32_t n = size();
  starts_.assign(static_cast<std::size_t>(n) + 2, 0);
  for (std::int32_t i = 0; i < n; ++i) {
    const Token& t = token(i);
    lower_.push_back(ascii_lower(t.form));
    lemma_.push_back(t.lemma.empty() ? lower_.back() : ascii_lower(t.lemma));
    const bool hangs = t.head >= 0 && t.head < n && t.head != i;
    heads_.push_back(hangs ? t.head : kNone);
    if (hangs) ++starts_[static_cast<std::size_t>(t.head) + 2];
  }
  for (std::size_t i = 2; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  children_.resize(static_cast<std::size_t>(starts_.back()));
  for (std::int32_t i = 0; i < n; ++i)
    if (head(i) != kNone) {
      std::int32_t& next = starts_[static_cast<std::size_t>(head(i)) + 1];
      children_[static_cast<std::size_t>(next++)] = i;
    }
}

std::string_view TreeView::base(std::int32_t at) const {
  const std::string_view whole = relation(at);
  return whole.substr(0, whole.find(':'));
}

std::span<const std::int32_t> TreeView::children(std::int32_t at) const {
  const auto from = static_cast<std::size_t>(starts_[static_cast<std::size_t>(at)]);
  const auto to = static_cast<std::size_t>(starts_[static_cast<std::size_t>(at) + 1]);
  return std::span(children_).subspan(from, to - from);
}

std::int32_t TreeView::child(std::int32_t at, std::string_view wanted) const {
  for (const std::int32_t c : children(at))
    if (relation(c) == wanted || base(c) == wanted) return c;
  return kNone;
}

}  // namespace brink::factuality
