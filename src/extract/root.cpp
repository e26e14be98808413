// SPDX-License-Identifier: Apache-2.0
#include "extract/root.h"

#include <algorithm>

namespace brink {
namespace {

NodeId heaviest_child(const PageView& page, NodeId id) {
  const Dom& dom = page.dom();
  NodeId best = kNoNode;
  for (NodeId child = dom.first_child(id); child != kNoNode; child = dom.next_sibling(child))
    if (best == kNoNode || page.gain(child) > page.gain(best)) best = child;
  return best;
}

// How much of its parent's gain a child must hold to stand for it.
double needed_share(const PageView& page, NodeId id) {
  if ((page.says(id) & kSaysBody) != 0) return 0.5;
  if (page.dom()[id].tag == Tag::kArticle || page.dom()[id].tag == Tag::kMain) return 0.6;
  return 0.8;
}

bool can_be_root(Tag tag) {
  using enum Tag;
  switch (tag) {
    case kText:
    case kP:
    case kUl:
    case kOl:
    case kLi:
    case kBlockquote:
    case kPre:
    case kH1:
    case kH2:
    case kH3:
    case kTr:
    case kA:
      return false;
    default:
      return true;
  }
}

// True if other children are called the article's text too: then it is cut in pieces.
bool has_twins(const PageView& page, NodeId parent, NodeId id) {
  const Dom& dom = page.dom();
  for (NodeId child = dom.first_child(parent); child != kNoNode; child = dom.next_sibling(child))
    if (child != id && (page.says(child) & kSaysBody) != 0 && page.gain(child) > 50) return true;
  return false;
}

}  // namespace

NodeId find_root(const PageView& page) {
  NodeId root = 0;
  for (;;) {
    const NodeId child = heaviest_child(page, root);
    if (child == kNoNode || !can_be_root(page.dom()[child].tag)) return root;
    const double share = page.gain(child) / page.gain(root);
    if (page.gain(child) <= 0 || share < needed_share(page, child)) return root;
    if (share < 0.9 && has_twins(page, root, child)) return root;
    root = child;
  }
}

}  // namespace brink
