// SPDX-License-Identifier: Apache-2.0
#include "extract/metadata.h"

#include "extract/dates_published.h"
#include "extract/linked_data.h"
#include "extract/metadata_tags.h"
#include "extract/metadata_title.h"
#include "extract/outlet.h"
#include "extract/page_lines.h"
#include "extract/plain.h"

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
  read_text_metadata(document);
}

void read_text_metadata(Document&) {}

}  // namespace brink
