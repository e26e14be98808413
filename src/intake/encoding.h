// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// What kind of text the bytes are: tells where a declaration of their encoding may stand.
enum class Markup { kHtml, kXml, kNone };

struct Decoded {
  std::string text;      // UTF-8; ill-formed sequences are U+FFFD
  std::string encoding;  // the name by the WHATWG Encoding Standard: "windows-1251"
};

// Bytes -> UTF-8. `declared` is the label an envelope gave ("charset" of an HTTP or mail header),
// "" for none. In this order: a byte order mark; the bytes are well-formed UTF-8, whatever is
// declared (ISO-2022-JP and UTF-16 without a mark aside); the declared encoding, then the one
// that the first 4096 bytes declare, unless the bytes contradict it (a UTF-8 with few flaws, or too
// many ill-formed sequences); what the bytes look like by their statistics (ICU); windows-1252.
Decoded to_utf8(std::string_view bytes, std::string_view declared, Markup markup);

// The label in the first 4096 bytes: <meta charset>, <meta http-equiv content>, or <?xml
// encoding?>;
// "" when none. After the prescan of the HTML standard (section 13.2.3.2).
std::string declared_inside(std::string_view bytes, Markup markup);

// The charset of "text/html; charset=utf-8"; "" when none.
std::string charset_of(std::string_view content_type);

// The encoding that a label means by the WHATWG table ("latin1" -> "windows-1252"); "" for none.
std::string_view encoding_labelled(std::string_view label);

}  // namespace brink
