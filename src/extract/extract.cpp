// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include "extract/body.h"
#include "extract/dom.h"
#include "extract/metadata.h"
#include "extract/plain_text.h"

namespace brink {

Extractor::Extractor(ExtractSettings settings) : settings_(settings) {}

Result<Document> Extractor::extract(const Page& page) const {
  const Dom dom(page.html, {.most_depth = settings_.most_depth});
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

void Extractor::complete(Document& document) const { complete_plain_text(document); }

}  // namespace brink
