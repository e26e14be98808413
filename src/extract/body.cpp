// SPDX-License-Identifier: Apache-2.0
#include "extract/body.h"

#include <algorithm>

#include "base/utf8.h"
#include "extract/furniture.h"
#include "extract/lead.h"
#include "extract/listings.h"
#include "extract/page_view.h"
#include "extract/root.h"

namespace brink {
namespace {

// The text of a run as a reader sees it: blanks squeezed, a <br> as a new line.
std::string text_of(const PageView& page, const Run& run) {
  const Dom& dom = page.dom();
  std::string text, line;
  const auto finish_line = [&] {
    const std::string squeezed = squeeze(line);
    if (!squeezed.empty()) {
      if (!text.empty()) text += '\n';
      text += squeezed;
    }
    line.clear();
  };
  for (NodeId id = run.first; id < run.end;) {
    if (is_unseen(dom[id].tag)) {
      id = dom[id].end;
      continue;
    }
    if (dom[id].tag == Tag::kBr) finish_line();
    if (dom.is_text(id) && page.set_of(id) == PageView::Set::kKept) line += dom[id].text;
    ++id;
  }
  finish_line();
  return text;
}

class BodyWriter {
 public:
  explicit BodyWriter(const PageView& page) : page_(page) {}

  void add(const Run& run) {
    const std::string text = text_of(page_, run);
    if (text.empty()) return;
    if (!body_.text.empty()) body_.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(body_.text.size());
    body_.text += text;
    body_.blocks.push_back({run.block, {begin, static_cast<std::uint32_t>(body_.text.size())}});
  }

  Body take() { return std::move(body_); }

 private:
  const PageView& page_;
  Body body_;
};

}  // namespace

Body read_body(const Dom& dom, bool fragment) {
  PageView page(dom);
  set_furniture_apart(page);
  if (!fragment) set_listings_apart(page);
  page.weigh();
  const NodeId root = fragment ? 0 : find_root(page);
  BodyWriter writer(page);
  for (const std::uint32_t i : find_lead(page, root)) writer.add(page.runs()[i]);
  const RunRange range = page.runs().below(dom, root);
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Run& run = page.runs()[i];
    if (page.is_apart(run)) continue;
    if (run.tag == Tag::kH1 || run.link_share() > (run.letters > 150 ? 0.8 : 0.6)) continue;
    writer.add(run);
  }
  Body body = writer.take();
  body.roots.push_back(root);
  return body;
}

}  // namespace brink
