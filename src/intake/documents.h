// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brink/document.h"
#include "intake/hand.h"
#include "intake/sniff.h"

namespace brink {

// One whole document as it was sent or stored, with what its envelope says.
struct RawBody {
  std::string_view bytes;
  std::string charset;       // label from the envelope; "" for none
  const Document& envelope;  // source and url at least
};

// A page, as it is.
bool take_page(const RawBody& body, const Hand& hand);

// Plain text. A short first line with an empty line behind it is the title, unless it ends as a
// sentence does or the envelope has a title; the rest is the text, blanks at its ends apart.
bool take_text(const RawBody& body, const Hand& hand);

// A page, text, feed or mail, as `format` says; sets aside what is foreign or empty.
bool take_body(const RawBody& body, Sniffed sniffed, const Hand& hand);

}  // namespace brink
