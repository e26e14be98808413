// SPDX-License-Identifier: Apache-2.0
#include "extract/root.h"

#include <algorithm>

namespace brink {
namespace {

constexpr double kTwinGain = 200;
constexpr double kTwinShare = 0.95;

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

std::string_view first_name(const Dom& dom, NodeId id) {
  const std::string_view names = dom.attribute(id, "class");
  return names.substr(0, names.find(' '));
}

// True if another child is named the same and holds much too: then the article is cut in pieces.
bool has_twins(const PageView& page, NodeId parent, NodeId id) {
  const Dom& dom = page.dom();
  for (NodeId child = dom.first_child(parent); child != kNoNode; child = dom.next_sibling(child)) {
    if (child == id || dom.is_text(child)) continue;
    const bool both_body = (page.says(child) & page.says(id) & kSaysBody) != 0;
    const bool same_name = dom[child].tag == dom[id].tag && !first_name(dom, id).empty() &&
                           first_name(dom, child) == first_name(dom, id);
    if ((both_body && page.gain(child) > 50) || (same_name && page.gain(child) > kTwinGain))
      return true;
  }
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
    if (share < kTwinShare && has_twins(page, root, child)) return root;
    root = child;
  }
}

}  // namespace brink
