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

constexpr std::uint32_t kCellLetters = 120;
constexpr double kEnoughLetters = 700;
constexpr double kPlentyShare = 0.25;      // of the page's prose
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

// The table row that a short cell stands in; kNoNode for anything else.
NodeId row_of(const PageView& page, const Paragraph& paragraph) {
  const Run& run = page.runs()[paragraph.run];
  if ((run.tag != Tag::kTd && run.tag != Tag::kTh) || run.letters > kCellLetters) return kNoNode;
  NodeId id = run.block;
  while (id != kNoNode && page.dom()[id].tag != Tag::kTr) id = page.dom()[id].parent;
  return id;
}

// Paragraphs are parted by an empty line, the short cells of a table's row by a space.
Body join(const PageView& page, NodeId root, const std::vector<Paragraph>& paragraphs) {
  Body body;
  body.roots.push_back(root);
  body.captions = find_captions(page, root);
  NodeId last_row = kNoNode;
  for (const Paragraph& paragraph : paragraphs) {
    if (!paragraph.kept) continue;
    const NodeId row = row_of(page, paragraph);
    if (!body.text.empty()) body.text += row != kNoNode && row == last_row ? " " : "\n\n";
    last_row = row;
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

struct Found {
  PageView page;
  NodeId root = 0;
  double gain = 0;
};

Found find_trusting(const Dom& dom, Shown shown, Trust trust) {
  Found found{.page = PageView(dom, shown)};
  set_furniture_apart(found.page, trust);
  set_listings_apart(found.page);
  found.page.weigh();
  found.root = raise_to_lead(found.page, find_root(found.page));
  found.gain = found.page.gain(found.root);
  return found;
}

bool is_plenty(const Found& found, double gain) {
  return found.gain > gain || found.gain > kPlentyShare * found.page.prose(0) ||
         kept_letters(found.page, found.root) > kEnoughLetters;
}

// A page whose article stands in what its names call furniture yields little: then names are
// trusted less, those of comments last.
Found find_article(const Dom& dom, Shown shown) {
  Found found = find_trusting(dom, shown, Trust::kAll);
  for (const auto& [trust, plenty] :
       {std::pair(Trust::kMost, 500.0), std::pair(Trust::kFew, 150.0)}) {
    if (is_plenty(found, plenty)) break;
    Found other = find_trusting(dom, shown, trust);
    if (other.gain > 2 * found.gain) found = std::move(other);
  }
  return found;
}

Body read_page(const Dom& dom, Shown shown) {
  const auto [page, root, gain] = find_article(dom, shown);
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
