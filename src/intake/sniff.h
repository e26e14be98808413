// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

enum class Format {
  kEmpty,
  kHtml,
  kFeed,
  kWarc,
  kJsonLines,
  kMail,
  kMailbox,
  kText,
  kForeign,  // nothing that holds text for us: a PDF, an image, a program, noise
};

struct Sniffed {
  Format format = Format::kText;
  std::string_view what;  // of kForeign: "a PDF", "a JPEG image", "binary data"
};

// What a file is, by its first bytes (4096 suffice) and, where they do not tell, by its name.
Sniffed sniff(std::string_view head, std::string_view name);

// The name says that the file is text: .txt or .text, packed or not.
bool is_named_text(std::string_view name);

}  // namespace brink
