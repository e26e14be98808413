// SPDX-License-Identifier: Apache-2.0
// What must hold of every article, whatever the page was.
#pragma once

#include "extract/extract.h"
#include "invariants.h"

namespace brink {

inline void check_article(std::string_view bytes) {
  static const Extractor extractor;
  const bool fragment = !bytes.empty() && bytes[0] == '\0';
  const std::string html = repair_utf8(bytes.substr(fragment ? 1 : 0));
  Page page{html, "https://news.example/2022/01/28/a", fragment};
  auto read = extractor.extract(page);
  if (!read) {
    must(!read.error().found.empty() && is_utf8(read.error().sentence()),
         "an error says what was found");
    return;
  }
  const Document& d = *read;
  check_document(d);
  must(!d.text.empty(), "an article has text");
  // A reference of two letters ("&gg;") may stand for three bytes.
  must(d.text.size() <= 4 * html.size() + 100, "the text is not larger than the page");
  must(d.dateline.span.begin <= d.dateline.span.end && d.dateline.span.end <= d.text.size(),
       "the dateline lies in the text");
  must(is_utf8(d.dateline.place) && is_utf8(d.dateline.wire) && is_utf8(d.dateline.reporter),
       "the dateline is UTF-8");
  must(is_utf8(d.rights.notice), "a notice is UTF-8");
  for (const Caption& caption : d.captions)
    must(is_utf8(caption.text) && is_utf8(caption.credit), "a caption is UTF-8");

  Document plain;
  plain.text = d.text;
  extractor.complete(plain);
  check_document(plain);
  must(plain.dateline.span.end <= plain.text.size(), "the dateline lies in the text");
}

}  // namespace brink
