// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// An attribute as it stands in the page: nothing is decoded, nothing is put in lower case.
struct RawAttribute {
  std::string_view name, value;
};

struct HtmlToken {
  enum class Kind { kText, kStart, kEnd, kEndOfPage };
  Kind kind = Kind::kEndOfPage;
  std::string_view text;                 // of text: as in the page; of a tag: its name as written
  std::vector<RawAttribute> attributes;  // of a start tag
  bool self_closing = false;
};

// Cuts a page into tags and text as the HTML standard's tokenizer does (section 13.2.5). Comments,
// doctypes and processing instructions are passed over. Any bytes will do; every byte is looked at
// a bounded number of times.
class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view html) : html_(html) {}

  // Reads the next token into `token`, whose memory is used again. The views point into the page.
  void next(HtmlToken& token);

  // After the start tag of an element whose content is raw text: the text up to its end tag, which
  // is eaten. `name` in lower case. Without an end tag: all that is left.
  std::string_view raw_text(std::string_view name);
  // All that is left.
  std::string_view rest();
  // Whether "<![CDATA[" opens a text rather than a comment: inside svg and math.
  void set_foreign(bool foreign) { foreign_ = foreign; }

 private:
  bool pass_markup(HtmlToken& token);
  void pass_comment();
  void read_tag(HtmlToken& token, HtmlToken::Kind kind);
  bool read_attribute(HtmlToken& token);
  std::size_t find(std::string_view mark, std::size_t from) const;
  bool starts_tag(std::size_t at, std::string_view name) const;

  std::string_view html_;
  std::size_t at_ = 0;
  bool foreign_ = false;
};

}  // namespace brink
