// SPDX-License-Identifier: Apache-2.0
#include "pipeline/merge.h"

#include "base/url.h"
#include "intake/intake.h"

namespace brink {
namespace {

template <class T>
void fill(T& into, T&& from, bool empty) {
  if (empty) into = std::move(from);
}

}  // namespace

Document merged(Document envelope, Document page, Precedence first) {
  const bool page_first = first == Precedence::kPage;
  Document& best = page_first ? page : envelope;
  Document& other = page_first ? envelope : page;
  fill(best.title, std::move(other.title), best.title.empty());
  fill(best.published, std::move(other.published), !best.published);
  fill(best.modified, std::move(other.modified), !best.modified);
  fill(best.authors, std::move(other.authors), best.authors.empty());
  fill(best.outlet, std::move(other.outlet), best.outlet.empty());
  fill(best.canonical_url, std::move(other.canonical_url), best.canonical_url.empty());
  fill(best.language, std::move(other.language), best.language.empty());
  if (page_first) {
    best.source = std::move(other.source);
    fill(best.url, std::move(other.url), !other.url.empty());
  } else {  // what only the page's markup can tell
    best.text = std::move(other.text);
    best.captions = std::move(other.captions);
    best.dateline = std::move(other.dateline);
    best.rights = std::move(other.rights);
  }
  return std::move(best);
}

Document with_identity(Document document) {
  const auto url = read_url(document.canonical_url.empty() ? document.url : document.canonical_url);
  if (document.outlet.empty() && url) document.outlet = url->host.starts_with("www.") ? url->host.substr(4) : url->host;
  if (document.id.empty()) document.id = document_id(document);
  return document;
}

}  // namespace brink
