// SPDX-License-Identifier: Apache-2.0
#include "intake/web_body.h"

#include "intake/header_fields.h"

namespace brink {

Sniffed sniff_web_body(std::string_view content_type, std::string_view bytes) {
  const std::string type = media_type(content_type);
  const Sniffed by_bytes = sniff(bytes, "");
  if (by_bytes.format == Format::kForeign || by_bytes.format == Format::kEmpty) return by_bytes;
  if (type == "text/html" || type == "application/xhtml+xml")
    return by_bytes.format == Format::kFeed ? by_bytes : Sniffed{Format::kHtml, {}};
  if (type == "text/plain" || type == "text/markdown") {
    // Feeds are often sent as plain text.
    return by_bytes.format == Format::kFeed ? by_bytes : Sniffed{Format::kText, {}};
  }
  if (type.ends_with("/xml") || type.ends_with("+xml")) return by_bytes;
  if (type == "application/json" || type.ends_with("jsonl") || type.ends_with("ndjson"))
    return {Format::kJsonLines, {}};
  if (type.empty() || type == "application/octet-stream" || type == "application/unknown")
    return by_bytes;
  return {Format::kForeign, "a media type that holds no article"};
}

}  // namespace brink
