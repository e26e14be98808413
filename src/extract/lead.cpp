// SPDX-License-Identifier: Apache-2.0
#include "extract/lead.h"

#include "extract/headline.h"

namespace brink {
namespace {

constexpr std::size_t kMostRuns = 4;
constexpr double kMostShare = 0.5;  // of the root's letters

bool holds_headline(const PageView& page, NodeId root) {
  const Dom& dom = page.dom();
  for (NodeId id = root; id < dom[root].end; ++id)
    if (dom[id].tag == Tag::kH1 && page.set_of(id) == PageView::Set::kKept) return true;
  return false;
}

// Behind the headline; without one before the root or in it, the start of the article or main
// element around it; kNoNode when there is neither.
NodeId start_of_article(const PageView& page, NodeId root) {
  const Dom& dom = page.dom();
  if (const NodeId headline = find_headline(page, root); headline != kNoNode)
    return dom[headline].end;
  if (holds_headline(page, root)) return kNoNode;
  for (NodeId id = dom[root].parent; id != kNoNode; id = dom[id].parent)
    if (dom[id].tag == Tag::kArticle || dom[id].tag == Tag::kMain) return id;
  return kNoNode;
}

bool says_lead(const PageView& page, NodeId id, int levels) {
  for (; levels > 0 && id != kNoNode; --levels, id = page.dom()[id].parent)
    if ((page.says(id) & kSaysLead) != 0) return true;
  return false;
}

bool is_lead(const PageView& page, const Run& run) {
  if (page.is_apart(run) || run.tag == Tag::kH1 || run.link_share() > 0.4) return false;
  if (says_lead(page, run.block, 2)) return run.letters >= 25;
  if (run.tag == Tag::kLi || run.tag == Tag::kTd) return false;
  return run.letters >= 70 && (run.marks > 0 || run.is_heading() || run.tag == Tag::kP);
}

// Where the page has no headline before the root: what its neighbours above call the lead.
std::vector<std::uint32_t> find_named_lead(const PageView& page, NodeId root) {
  std::vector<std::uint32_t> lead;
  const NodeId parent = page.dom()[root].parent;
  if (parent == kNoNode) return lead;
  const std::uint32_t end = page.runs().below(page.dom(), root).begin;
  for (std::uint32_t i = page.runs().below(page.dom(), parent).begin; i < end; ++i) {
    const Run& run = page.runs()[i];
    if (is_lead(page, run) && says_lead(page, run.block, 2)) lead.push_back(i);
  }
  return lead;
}

}  // namespace

NodeId raise_to_lead(const PageView& page, NodeId root) {
  const Dom& dom = page.dom();
  const NodeId start = start_of_article(page, root);
  if (start == kNoNode) return root;
  std::size_t runs = 0;
  NodeId first = kNoNode;
  const std::uint32_t end = page.runs().below(dom, root).begin;
  for (std::uint32_t i = 0; i < end; ++i) {
    const Run& run = page.runs()[i];
    if (run.first < start || !run.is_prose() || page.is_apart(run) || run.is_heading()) continue;
    if (first == kNoNode) first = run.first;
    ++runs;
  }
  if (runs <= kMostRuns) return root;
  while (!dom.within(first, root)) root = dom[root].parent;
  return root;
}

std::vector<std::uint32_t> find_lead(const PageView& page, NodeId root) {
  std::vector<std::uint32_t> lead;
  const Dom& dom = page.dom();
  const NodeId start = start_of_article(page, root);
  if (start == kNoNode) return holds_headline(page, root) ? lead : find_named_lead(page, root);
  double letters = 0;
  const std::uint32_t end = page.runs().below(dom, root).begin;
  for (std::uint32_t i = 0; i < end; ++i) {
    const Run& run = page.runs()[i];
    if (run.first < start || !is_lead(page, run)) continue;
    lead.push_back(i);
    letters += run.letters;
  }
  if (lead.size() > kMostRuns || letters > kMostShare * page.letters(root)) lead.clear();
  return lead;
}

}  // namespace brink
