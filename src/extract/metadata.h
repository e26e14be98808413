// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/document.h"
#include "extract/body.h"
#include "extract/dom.h"
#include "extract/extract.h"

namespace brink {

// Fills what a page says about its article: title, dates, authors, outlet, canonical address,
// captions with their credits, rights; then, from the text, what `read_text_metadata` does.
// `document.text` and `document.url` are set already; credits and notices of rights are taken out
// of the text.
void read_metadata(const Dom& dom, const Page& page, const Body& body, Document& document);

// Fills language and dateline from `document.text`, each only where it is empty.
void read_text_metadata(Document& document);

}  // namespace brink
