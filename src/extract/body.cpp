// SPDX-License-Identifier: Apache-2.0
#include "extract/body.h"

#include <algorithm>

#include "extract/body_captions.h"
#include "extract/furniture.h"
#include "extract/headline.h"
#include "extract/lead.h"
#include "extract/linked_body.h"
#include "extract/listings.h"
#include "extract/page_view.h"
#include "extract/paragraphs.h"
#include "extract/root.h"
#include "extract/run_text.h"

namespace brink {
namespace {

constexpr double kEnoughLetters = 700;
constexpr std::size_t kLittleText = 1500;  // bytes
constexpr std::size_t kLeastText = 200;

std::vector<Paragraph> read_paragraphs(const PageView& page, NodeId root, bool with_lead) {
  std::vector<std::uint32_t> runs;
  if (with_lead) runs = find_lead(page, root);
  const RunRange range = page.runs().below(page.dom(), root);
  for (std::uint32_t i = range.begin; i < range.end; ++i) runs.push_back(i);

  std::vector<Paragraph> paragraphs;
  for (const std::uint32_t i : runs) {
    if (page.is_apart(page.runs()[i])) continue;
    Paragraph paragraph{.run = i, .text = run_text(page, page.runs()[i])};
    if (!paragraph.text.empty()) paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

Body join(const PageView& page, NodeId root, const std::vector<Paragraph>& paragraphs) {
  Body body;
  body.roots.push_back(root);
  body.captions = find_captions(page, root);
  for (const Paragraph& paragraph : paragraphs) {
    if (!paragraph.kept) continue;
    if (!body.text.empty()) body.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(body.text.size());
    body.text += paragraph.text;
    body.blocks.push_back(
        {page.runs()[paragraph.run].block, {begin, static_cast<std::uint32_t>(body.text.size())}});
  }
  return body;
}

// Takes the text of the JSON-LD where the page itself shows less than half of it.
void prefer_linked(const Dom& dom, Body& body) {
  std::string linked = read_linked_body(dom);
  if (linked.size() < 2 * body.text.size() || linked.size() < kLeastText) return;
  body.text = std::move(linked);
  body.blocks.clear();
}

Body read_fragment(const Dom& dom) {
  PageView page(dom);
  set_furniture_apart(page, Trust::kFew);
  std::vector<Paragraph> paragraphs = read_paragraphs(page, 0, false);
  judge_fragment(page, paragraphs);
  return join(page, 0, paragraphs);
}

double kept_letters(const PageView& page, NodeId root) {
  double letters = 0;
  const RunRange range = page.runs().below(page.dom(), root);
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    if (const Run& run = page.runs()[i]; !page.is_apart(run))
      letters += run.letters - run.link_letters;
  return letters;
}

// A page whose article stands in what its names call furniture yields little: then names are
// trusted less.
NodeId find_article(PageView& page) {
  set_furniture_apart(page, Trust::kAll);
  set_listings_apart(page);
  page.weigh();
  const NodeId root = find_root(page);
  const double gain = page.gain(root);
  if (gain > 500 || gain > 0.25 * page.prose(0)) return root;
  if (kept_letters(page, root) > kEnoughLetters) return root;

  PageView again(page.dom(), page.runs().shown());
  set_furniture_apart(again, Trust::kFew);
  set_listings_apart(again);
  again.weigh();
  const NodeId other = find_root(again);
  if (again.gain(other) < 2 * gain) return root;
  page = std::move(again);
  return other;
}

Body read_page(const Dom& dom, Shown shown) {
  PageView page(dom, shown);
  const NodeId root = find_article(page);
  std::vector<Paragraph> paragraphs = read_paragraphs(page, root, true);
  judge_paragraphs(page, page_title(dom), paragraphs);
  return join(page, root, paragraphs);
}

}  // namespace

Body read_body(const Dom& dom, bool fragment) {
  if (fragment) return read_fragment(dom);
  Body body = read_page(dom, Shown::kPage);
  if (body.text.size() < kLittleText) prefer_linked(dom, body);
  if (body.text.size() < kLeastText)
    if (Body other = read_page(dom, Shown::kFallbacks); other.text.size() > 2 * body.text.size())
      return other;
  return body;
}

}  // namespace brink
