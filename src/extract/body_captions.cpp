// SPDX-License-Identifier: Apache-2.0
#include "extract/body_captions.h"

#include "extract/run_text.h"
#include "extract/tag_traits.h"

namespace brink {
namespace {

constexpr std::size_t kMostCaptions = 200;

NodeId article_around(const Dom& dom, NodeId root) {
  for (NodeId id = root; id != kNoNode; id = dom[id].parent)
    if (dom[id].tag == Tag::kArticle || dom[id].tag == Tag::kMain) return id;
  return dom[root].parent != kNoNode ? dom[root].parent : root;
}

std::string text_below(const PageView& page, NodeId top) {
  const Dom& dom = page.dom();
  std::string text;
  const auto end_line = [&text] {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty() && text.back() != '\n') text += '\n';
  };
  for (NodeId id = top; id < dom[top].end;) {
    const Node& node = dom[id];
    if (page.runs().hides(node.tag)) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::kText)
      append_seen(text, node.text);
    else if (node.tag == Tag::kBr || has_trait(node.tag, kBlock))
      end_line();
    ++id;
  }
  end_line();
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

std::vector<FoundCaption> find_captions(const PageView& page, NodeId root) {
  std::vector<FoundCaption> captions;
  const Dom& dom = page.dom();
  const NodeId article = article_around(dom, root);
  for (NodeId id = article; id < dom[article].end && captions.size() < kMostCaptions;) {
    if (page.set_of(id) != PageView::Set::kCaption) {
      ++id;
      continue;
    }
    std::string text = text_below(page, id);
    if (!text.empty()) captions.push_back({id, std::move(text)});
    id = dom[id].end;
  }
  return captions;
}

}  // namespace brink
