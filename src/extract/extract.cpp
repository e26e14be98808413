// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include "base/no_memory.h"
#include "extract/body.h"
#include "extract/dom.h"
#include "extract/metadata.h"
#include "extract/plain_text.h"

namespace brink {
namespace {

Result<Document> article_of(const Page& page, const ExtractSettings& settings) {
  const Dom dom(page.html, {.most_depth = settings.most_depth});
  Body body = read_body(dom, page.fragment);
  const Error nothing{"extract", page.url, "a page without article text", "paragraphs of text"};
  if (body.empty()) return nothing;
  Document document;
  document.url = page.url;
  document.text = body.text;
  read_metadata(dom, page, body, document);
  if (document.text.empty()) return nothing;  // notices alone
  return document;
}

}  // namespace

Extractor::Extractor(ExtractSettings settings) : settings_(settings) {}

Result<Document> Extractor::extract(const Page& page) const {
  return or_no_memory("extract", page.url, [&] { return article_of(page, settings_); });
}

void Extractor::complete(Document& document) const { complete_plain_text(document); }

}  // namespace brink
