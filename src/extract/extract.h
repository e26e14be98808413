// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brink/document.h"
#include "brink/result.h"

namespace brink {

struct Page {
  std::string_view html;  // UTF-8
  std::string url;        // as fetched; may be empty
  bool fragment = false;  // an article's markup without the page around it
};

struct ExtractSettings {
  std::size_t most_depth = 512;  // deeper elements are read as if they stood at this depth
};

// Page -> article: text, title, dates, authors, outlet, canonical address, language, dateline,
// captions, rights. How it decides is told in ARCHITECTURE.md. Immutable; safe to share between
// threads.
class Extractor {
 public:
  explicit Extractor(ExtractSettings settings = {});

  // Error when the page holds no article text at all. `known` fields are not merged here.
  Result<Document> extract(const Page& page) const;

  // The same reading of dateline, rights and language for an article that came as plain text:
  // fills what `document` leaves empty.
  void complete(Document& document) const;

 private:
  ExtractSettings settings_;
};

}  // namespace brink
