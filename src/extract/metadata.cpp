// SPDX-License-Identifier: Apache-2.0
#include "extract/metadata.h"

#include <algorithm>

#include "base/utf8.h"
#include "extract/authors.h"
#include "extract/captions.h"
#include "extract/dateline.h"
#include "extract/dates_published.h"
#include "extract/language.h"
#include "extract/linked_data.h"
#include "extract/metadata_tags.h"
#include "extract/metadata_title.h"
#include "extract/outlet.h"
#include "extract/page_lines.h"
#include "extract/plain_text.h"
#include "extract/rights.h"

namespace brink {
namespace {

// The language that the page declares: "en-US"; "" when it does not.
std::string declared_language(const Dom& dom, const std::vector<MetaTag>& tags) {
  const NodeId html = dom.first(Tag::kHtml);
  if (html != kNoNode) {
    const std::string_view lang = dom.attribute(html, "lang");
    if (lang.size() >= 2) return std::string(lang);
  }
  return std::string(best_of(tags, Tells::kLanguage));
}

// "noarchive" to robots and "tdm-reservation: 1" forbid as a sentence does.
Rights rights_for_robots(const std::vector<MetaTag>& tags) {
  for (const MetaTag& tag : tags) {
    if (tag.tells != Tells::kRobots) continue;
    const std::string name = fold_case(tag.name), value = fold_case(tag.value);
    const bool forbids =
        name == "tdm-reservation" ? value == "1" : value.find("noarchive") != std::string::npos;
    if (forbids) return {name + ": " + std::string(tag.value.substr(0, 200)), Keep::kExcerpt};
  }
  return {};
}

// Where the article's own paragraphs stand in the lines.
Span report_in(const PageLines& lines) {
  const auto& all = lines.lines();
  const std::size_t first = lines.line_at(lines.first_block());
  const std::size_t last = lines.line_at(lines.last_block());
  if (lines.first_block() == kNoNode || first >= all.size()) return {};
  return {all[first].begin, all[std::min(last, all.size() - 1)].end};
}

Rights page_rights(const PageLines& lines, const std::vector<MetaTag>& tags) {
  const Rights written = read_rights(lines.text(), report_in(lines));
  const Rights robots = rights_for_robots(tags);
  return robots.keep > written.keep ? robots : written;
}

void read_captions(const Body& body, Document& document) {
  for (const FoundCaption& found : body.captions) {
    Caption caption = read_caption(found.text);
    if (!caption.text.empty() || !caption.credit.empty())
      document.captions.push_back(std::move(caption));
  }
}

}  // namespace

void read_metadata(const Dom& dom, const Page& page, const Body& body, Document& document) {
  const PageLines lines(dom, body);
  const std::vector<MetaTag> tags = read_meta_tags(dom);
  const std::vector<LinkedArticle> linked = read_linked_data(dom);
  document.canonical_url = canonical_url(dom, tags, linked, page.url);
  const std::string& url = page.url.empty() ? document.canonical_url : page.url;
  const std::vector<std::string> sites = site_names(tags, linked, url);
  if (!sites.empty()) document.outlet = sites.front();
  const FoundTitle title = find_title(dom, lines, tags, linked, sites, lines.first_block());
  document.title = title.text;
  const std::string language = declared_language(dom, tags);
  const PageDates dates = find_page_dates({dom, lines, body, tags, linked, title, url, language});
  document.published = dates.published;
  document.modified = dates.modified;
  document.authors = find_authors(dom, lines, tags, linked, sites);
  document.rights = page_rights(lines, tags);
  read_captions(body, document);
  document.text = without_rights_notices(document.text);
  set_credits_apart(document, LineAbove::kStays);
  document.language = detect_language(document.text, language);
  read_text_metadata(document);
}

void read_text_metadata(Document& document) {
  if (document.language.empty()) document.language = detect_language(document.text);
  if (document.dateline.empty()) document.dateline = read_dateline(document.text);
}

}  // namespace brink
