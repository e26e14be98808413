// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/header_fields.h"

namespace brink {

// One part of a mail without parts of its own, decoded from its transfer encoding.
struct MimePart {
  std::string type;     // "text/plain"
  std::string charset;  // as labelled; "" for none
  bool attached = false;
  bool flowed = false;  // format=flowed (RFC 3676)
  std::string bytes;
};

// The leaves of a mail, in order: those of `multipart/*` and of attached mails too. At most
// `most_parts`, nothing below `most_depth`. `flaw` is set to a sentence when a bound was met.
struct MimeLeaves {
  std::vector<MimePart> parts;
  std::string flaw;
};
MimeLeaves read_mime(const HeaderFields& fields, std::string_view body);

// A header value with its encoded words ("=?utf-8?Q?caf=C3=A9?=", RFC 2047) read, as UTF-8. No more
// than its first 64 kB.
std::string decode_words(std::string_view value);

// RFC 2045. Both pass over what does not belong.
std::string decode_quoted_printable(std::string_view text);
std::string decode_base64(std::string_view text);

// A parameter of a header value: "boundary" in `multipart/mixed; boundary="x"`.
std::string parameter(std::string_view value, std::string_view name);

}  // namespace brink
