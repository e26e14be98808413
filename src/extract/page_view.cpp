// SPDX-License-Identifier: Apache-2.0
#include "extract/page_view.h"

#include <algorithm>

namespace brink {
namespace {

double weight_of(Tag tag) {
  using enum Tag;
  switch (tag) {
    case kP:
    case kPre:
    case kBlockquote:
      return 1;
    case kLi:
    case kDt:
    case kDd:
      return 0.6;
    case kTd:
    case kTh:
      return 0.7;
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
      return 0.2;
    default:
      return 0.8;
  }
}

// The numbers below were found by hand on half of the measuring pages.
double pro(const Run& run) {
  if (run.link_share() > 0.5 || run.letters < 25) return 0;
  const double plain = run.letters - run.link_letters;
  const double fullness = std::min(1.0, plain / 100);
  return plain * fullness * weight_of(run.tag) * (run.marks == 0 ? 0.3 : 1);
}

double contra(const Run& run) {
  if (run.link_share() > 0.5) return 4 + std::min(run.letters, 80u) / 4.0;
  return run.letters < 25 && run.tag != Tag::kP ? 1 : 0;
}

}  // namespace

PageView::PageView(const Dom& dom, Shown shown)
    : dom_(&dom), runs_(dom, shown), says_(dom.size()), sets_(dom.size(), Set::kKept) {
  for (NodeId id = 1; id < dom.end(); ++id)
    if (dom[id].attributes > 0 && dom[id].tag != Tag::kBody) says_[id] = names_say(dom, id);
  prose_.assign(runs_.size() + 1, 0);
  letters_.assign(runs_.size() + 1, 0);
  link_letters_.assign(runs_.size() + 1, 0);
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    prose_[i + 1] = prose_[i] + (run.is_prose() ? run.letters : 0);
    letters_[i + 1] = letters_[i] + run.letters;
    link_letters_[i + 1] = link_letters_[i] + run.link_letters;
  }
  weigh();
}

double PageView::link_share(NodeId id) const {
  const double all = letters(id);
  return all == 0 ? 0 : link_letters(id) / all;
}

void PageView::set_apart(NodeId id, Set set) {
  std::fill(sets_.begin() + id, sets_.begin() + (*dom_)[id].end, set);
}

bool PageView::is_apart(const Run& run) const {
  for (NodeId id = run.first; id < run.end; ++id)
    if (dom_->is_text(id) && sets_[id] == Set::kKept) return false;
  return true;
}

void PageView::weigh() {
  pro_.assign(runs_.size() + 1, 0);
  contra_.assign(runs_.size() + 1, 0);
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const bool apart = is_apart(runs_[i]);
    pro_[i + 1] = pro_[i] + (apart ? 0 : pro(runs_[i]));
    contra_[i + 1] = contra_[i] + (apart ? 0 : contra(runs_[i]));
  }
}

double PageView::gain(NodeId id) const {
  const double pro = sum(pro_, id);
  return pro - std::min(sum(contra_, id), pro / 2);
}

}  // namespace brink
