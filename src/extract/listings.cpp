// SPDX-License-Identifier: Apache-2.0
#include "extract/listings.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "extract/tag_traits.h"

namespace brink {
namespace {

constexpr double kMostLetters = 450;     // an entry with more text is no teaser
constexpr double kMeanLetters = 350;     // the same for all entries of a list
constexpr std::uint32_t kHeadline = 12;  // letters of a linked headline, at least
constexpr double kLeastProseLeft = 250;  // letters of prose that must stand elsewhere

bool may_be_entry(Tag tag) {
  using enum Tag;
  switch (tag) {
    case kDiv:
    case kLi:
    case kArticle:
    case kSection:
    case kA:
    case kFigure:
    case kDl:
    case kUnknown:
      return true;
    default:
      return false;
  }
}

class ListingFinder {
 public:
  explicit ListingFinder(PageView& page) : page_(page), dom_(page.dom()) {}

  void run() {
    for (NodeId id = 1; id < dom_.end(); ++id)
      if (!dom_.is_text(id) && page_.set_of(id) == PageView::Set::kKept && dom_[id].end - id > 6)
        read_children(id);
    double listed = 0;
    for (const NodeId entry : entries_) listed += page_.prose(entry);
    if (page_.prose(0) - listed < kLeastProseLeft) return;
    for (const NodeId entry : entries_) page_.set_apart(entry, PageView::Set::kFurniture);
  }

 private:
  void read_children(NodeId parent) {
    std::vector<NodeId> group;
    std::string_view group_class;
    for (NodeId id = dom_.first_child(parent); id != kNoNode; id = dom_.next_sibling(id)) {
      if (!may_be_entry(dom_[id].tag) || page_.letters(id) == 0) continue;
      const std::string_view its_class = first_name(dom_.attribute(id, "class"));
      if (!group.empty() && (dom_[id].tag != dom_[group[0]].tag || its_class != group_class)) {
        judge(group);
        group.clear();
      }
      group_class = its_class;
      group.push_back(id);
    }
    judge(group);
  }

  void judge(const std::vector<NodeId>& group) {
    if (group.size() < 3) return;
    double letters = 0;
    for (const NodeId id : group) letters += page_.letters(id);
    if (letters > kMeanLetters * static_cast<double>(group.size())) return;
    const auto teasers =
        std::count_if(group.begin(), group.end(), [&](NodeId id) { return is_teaser(id); });
    if (static_cast<double>(teasers) < 0.7 * static_cast<double>(group.size())) return;
    for (const NodeId id : group)
      if (page_.letters(id) < kMostLetters) entries_.push_back(id);
  }

  bool is_teaser(NodeId id) const {
    if (page_.letters(id) > kMostLetters) return false;
    const RunRange range = page_.runs().below(dom_, id);
    if (dom_[id].tag == Tag::kA || range.end - range.begin < 2) return page_.link_share(id) > 0.8;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const Run& run = page_.runs()[i];
      if (run.letters >= kHeadline && run.link_share() > 0.9) return true;
    }
    return false;
  }

  // "post post-17 odd" and "post post-18" are of one kind.
  static std::string_view first_name(std::string_view names) {
    return names.substr(0, names.find(' '));
  }

  PageView& page_;
  const Dom& dom_;
  std::vector<NodeId> entries_;
};

}  // namespace

void set_listings_apart(PageView& page) { ListingFinder(page).run(); }

}  // namespace brink
