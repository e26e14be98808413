// SPDX-License-Identifier: Apache-2.0
#include "extract/furniture.h"

#include <algorithm>
#include <string_view>

#include "extract/tag_traits.h"

namespace brink {
namespace {

bool has_style(std::string_view style, std::string_view name, std::string_view value) {
  const std::size_t at = style.find(name);
  if (at == std::string_view::npos) return false;
  const std::size_t from = style.find_first_not_of(" :", at + name.size());
  return from != std::string_view::npos && style.substr(from).starts_with(value);
}

bool is_hidden(const Dom& dom, NodeId id) {
  for (const Attribute& attribute : dom.attributes(id)) {
    if (attribute.name == "hidden") return attribute.value != "until-found";
    if (attribute.name == "aria-hidden" && attribute.value == "true") return true;
    if (attribute.name == "style" && (has_style(attribute.value, "display", "none") ||
                                      has_style(attribute.value, "visibility", "hidden")))
      return true;
  }
  return false;
}

bool is_furniture_role(std::string_view role) {
  for (const std::string_view name :
       {"navigation", "complementary", "search", "banner", "contentinfo", "dialog", "alertdialog",
        "menu", "menubar", "toolbar", "tablist", "alert"})
    if (role == name) return true;
  return false;
}

constexpr NodeId kCaptionNodes = 24;
constexpr double kCaptionLetters = 140;
constexpr double kArticleLeft = 250;  // letters of prose above the comments

class Remover {
 public:
  Remover(PageView& page, Trust trust)
      : page_(page), dom_(page.dom()), trust_(trust), total_(page.prose(0)) {
    for (NodeId id = 0; id < dom_.end(); ++id)
      if ((page_.says(id) & kSaysBody) != 0 && page_.prose(id) > 0.3 * total_)
        bodies_.push_back(id);
  }

  void run() {
    for (NodeId id = 1; id < dom_.end();) {
      const Tag tag = dom_[id].tag;
      if (tag == Tag::kText || tag == Tag::kBody) {
        ++id;
        continue;
      }
      if (page_.runs().hides(tag)) {
        id = dom_[id].end;
        continue;
      }
      if (is_caption(id)) {
        page_.set_apart(id, PageView::Set::kCaption);
      } else if (is_furniture(id)) {
        page_.set_apart(id, PageView::Set::kFurniture);
      } else {
        ++id;
        continue;
      }
      id = dom_[id].end;
    }
  }

 private:
  // The most of the page's prose that a subtree may hold and still be taken for furniture.
  bool holds_less(NodeId id, double share) const { return page_.prose(id) <= share * total_; }

  double prose_before(NodeId id) const {
    return page_.prose_until(page_.runs().below(dom_, id).begin);
  }

  // True if all prose of the page stands before or in this subtree.
  bool is_last(NodeId id) const {
    const RunRange below = page_.runs().below(dom_, id);
    return page_.prose_until(page_.runs().size()) - page_.prose_until(below.end) < 100;
  }

  bool holds_body(NodeId id) const {
    return std::any_of(bodies_.begin(), bodies_.end(),
                       [&](NodeId body) { return dom_.within(body, id); });
  }

  bool holds_title(NodeId id) const { return dom_.first(Tag::kH1, id, dom_[id].end) != kNoNode; }

  bool is_caption(NodeId id) const {
    const Tag tag = dom_[id].tag;
    if (tag == Tag::kFigcaption) return holds_less(id, 0.3);
    if (tag == Tag::kFigure || tag == Tag::kPicture) return is_picture(id);
    if (tag == Tag::kDiv && is_captioned(id)) return true;
    if ((page_.says(id) & kSaysCaption) == 0) return false;
    if (dom_.first(Tag::kP, id, dom_[id].end) != kNoNode && page_.letters(id) > 400) return false;
    return holds_less(id, 0.2) && page_.letters(id) < 1000;
  }

  // A div that holds nothing but a picture and behind it a few words without a stop.
  bool is_captioned(NodeId id) const {
    if (dom_[id].end - id > kCaptionNodes || page_.letters(id) > kCaptionLetters) return false;
    const RunRange range = page_.runs().below(dom_, id);
    if (range.end - range.begin != 1) return false;
    const Run& run = page_.runs()[range.begin];
    const NodeId picture = dom_.first(Tag::kImg, id, dom_[id].end);
    if (picture == kNoNode || picture > run.first || run.is_heading() || run.link_share() > 0.5)
      return false;
    const std::string_view text = dom_[run.end - 1].text;
    const std::size_t last = text.find_last_not_of(" \n\t\r");
    return last != std::string_view::npos && text[last] != '.' && text[last] != '!' &&
           text[last] != '?' && text[last] != ':';
  }

  // A figure with a picture and a few words, but no table, quotation or code.
  bool is_picture(NodeId id) const {
    if (page_.letters(id) > 400 || !holds_less(id, 0.2)) return false;
    bool has_picture = false;
    for (NodeId below = id; below < dom_[id].end; ++below) {
      const Tag tag = dom_[below].tag;
      if (tag == Tag::kTable || tag == Tag::kBlockquote || tag == Tag::kPre) return false;
      has_picture = has_picture || tag == Tag::kImg || tag == Tag::kVideo || tag == Tag::kIframe ||
                    tag == Tag::kNoscript || tag == Tag::kUnknown;
    }
    return has_picture;
  }

  bool is_furniture(NodeId id) const {
    std::uint16_t says = page_.says(id);
    if (trust_ != Trust::kAll)
      says &= kSaysHidden | kSaysShare | kSaysSignup | kSaysNotice |
              (trust_ == Trust::kMost ? kSaysComment : 0);
    const Tag tag = dom_[id].tag;
    if (is_hidden(dom_, id)) return holds_less(id, 0.5);
    if (dom_.has_attribute(id, "data-cfemail")) return true;  // "[email protected]"
    if (!has_trait(tag, kBlock) && tag != Tag::kUnknown)
      return (says & (kSaysHidden | kSaysShare | kSaysTool | kSaysAd | kSaysCaption)) != 0 &&
             holds_less(id, 0.1);
    double most = -1;  // the largest share of the prose that it may hold
    if (tag == Tag::kNav || tag == Tag::kDialog || tag == Tag::kMenu) most = 0.5;
    if (tag == Tag::kFooter || tag == Tag::kAside || tag == Tag::kForm) most = 0.35;
    if ((says & (kSaysTool | kSaysTags)) != 0) most = std::max(most, 0.3);
    if ((says & (kSaysNav | kSaysByline | kSaysHidden)) != 0) most = std::max(most, 0.45);
    if ((says & (kSaysRelated | kSaysAd | kSaysShare | kSaysSignup | kSaysNotice)) != 0)
      most = std::max(most, 0.5);
    if ((tag == Tag::kFooter || (says & kSaysNav) != 0) && is_last(id)) most = std::max(most, 0.7);
    if (is_furniture_role(dom_.attribute(id, "role"))) most = std::max(most, 0.5);
    if ((says & kSaysComment) != 0)
      most = prose_before(id) > kArticleLeft ? 1 : std::max(most, 0.9);
    if (most < 0 || !holds_less(id, most)) return false;
    return !holds_body(id) && !(holds_title(id) && page_.prose(id) > 0.1 * total_);
  }

  PageView& page_;
  const Dom& dom_;
  Trust trust_;
  double total_;
  std::vector<NodeId> bodies_;  // called the article's text, and holding much
};

}  // namespace

void set_furniture_apart(PageView& page, Trust trust) { Remover(page, trust).run(); }

}  // namespace brink
