// SPDX-License-Identifier: Apache-2.0
#include "extract/outlet.h"

#include <algorithm>

#include "base/url.h"
#include "base/utf8.h"
#include "extract/plain.h"

namespace brink {
namespace {

void add(std::vector<std::string>& names, std::string name) {
  if (name.empty() || name.size() > 120 || is_web_address(name)) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

// `link` made absolute; "" when it is no web address.
std::string absolute(std::string_view link, std::string_view base) {
  if (const auto url = read_url(link)) return url->text();
  if (const auto at = read_url(base))
    if (const auto url = resolve_url(*at, link)) return url->text();
  return {};
}

// An address of a page, not of the whole site.
bool leads_to_page(const std::string& url) {
  const auto parts = read_url(url);
  return parts && (parts->path.size() > 1 || !parts->query.empty());
}

}  // namespace

std::vector<std::string> site_names(const std::vector<MetaTag>& tags,
                                    const std::vector<LinkedArticle>& linked,
                                    std::string_view url) {
  std::vector<std::string> names;
  for (const MetaTag& tag : tags)
    if (tag.tells == Tells::kSite && tag.belief >= 90) add(names, plain(tag.value));
  for (const LinkedArticle& article : linked) add(names, article.publisher);
  for (const MetaTag& tag : tags)
    if (tag.tells == Tells::kSite) add(names, plain(tag.value));
  if (const auto parts = read_url(url)) add(names, std::string(registered_part(parts->host)));
  return names;
}

std::string canonical_url(const Dom& dom, const std::vector<MetaTag>& tags,
                          const std::vector<LinkedArticle>& linked, std::string_view base) {
  std::vector<std::string> found;
  for (NodeId id = 0; id < dom.end(); ++id)
    if (dom[id].tag == Tag::kLink && fold_case(trim(dom.attribute(id, "rel"))) == "canonical")
      found.push_back(absolute(dom.attribute(id, "href"), base));
  for (const MetaTag& tag : tags)
    if (tag.tells == Tells::kUrl) found.push_back(absolute(tag.value, base));
  for (const LinkedArticle& article : linked)
    if (article.is_article) found.push_back(absolute(article.url, base));
  for (const std::string& url : found)
    if (leads_to_page(url)) return url;
  for (std::string& url : found)
    if (!url.empty()) return std::move(url);
  return {};
}

}  // namespace brink
