// SPDX-License-Identifier: Apache-2.0
#include "extract/headline.h"

#include "base/utf8.h"
#include "extract/run_text.h"

namespace brink {

std::string page_title(const Dom& dom) {
  std::string title, shared;
  const NodeId body = dom.first(Tag::kBody);
  for (NodeId id = 0; id < dom.end() && id < body; ++id) {
    if (dom[id].tag == Tag::kTitle && title.empty()) append_seen(title, dom.raw_text(id));
    if (dom[id].tag == Tag::kMeta && shared.empty() && dom.attribute(id, "property") == "og:title")
      append_seen(shared, dom.attribute(id, "content"));
  }
  return title.size() >= shared.size() ? title : shared;
}

NodeId find_headline(const PageView& page, NodeId until) {
  const Dom& dom = page.dom();
  for (NodeId id = until; id-- > 0;)
    if (dom[id].tag == Tag::kH1 && page.set_of(id) == PageView::Set::kKept && page.letters(id) > 0)
      return id;
  const std::string title = fold_case(page_title(dom));
  for (std::uint32_t i = page.runs().below(dom, until).begin; i-- > 0;) {
    const Run& run = page.runs()[i];
    if (!run.is_heading() || run.letters < 15 || run.letters > title.size()) continue;
    if (title.find(fold_case(run_text(page, run))) != std::string::npos) return run.block;
  }
  return kNoNode;
}

}  // namespace brink
