// SPDX-License-Identifier: Apache-2.0
#include "extract/lead.h"

#include "extract/headline.h"

namespace brink {
namespace {

constexpr std::size_t kMostRuns = 4;
constexpr double kMostShare = 0.5;  // of the root's letters

// Behind the headline; without one, the start of the article or main element around the root.
NodeId start_of_article(const PageView& page, NodeId root) {
  const Dom& dom = page.dom();
  if (const NodeId headline = find_headline(page, root); headline != kNoNode)
    return dom[headline].end;
  for (NodeId id = dom[root].parent; id != kNoNode; id = dom[id].parent)
    if (dom[id].tag == Tag::kArticle || dom[id].tag == Tag::kMain) return id;
  return root;
}

bool holds_headline(const PageView& page, NodeId root) {
  const Dom& dom = page.dom();
  for (NodeId id = root; id < dom[root].end; ++id)
    if (dom[id].tag == Tag::kH1 && page.set_of(id) == PageView::Set::kKept) return true;
  return false;
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

}  // namespace

std::vector<std::uint32_t> find_lead(const PageView& page, NodeId root) {
  std::vector<std::uint32_t> lead;
  const Dom& dom = page.dom();
  if (holds_headline(page, root)) return lead;
  const NodeId start = start_of_article(page, root);
  double letters = 0;
  const RunRange before{page.runs().below(dom, 0).begin, page.runs().below(dom, root).begin};
  for (std::uint32_t i = before.begin; i < before.end; ++i) {
    const Run& run = page.runs()[i];
    if (run.first < start || !is_lead(page, run)) continue;
    lead.push_back(i);
    letters += run.letters;
  }
  if (lead.size() > kMostRuns || letters > kMostShare * page.letters(root)) lead.clear();
  return lead;
}

}  // namespace brink
