// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "intake/byte_reader.h"
#include "intake/hand.h"

namespace brink {

// A JSON object a line: `id, date, title, text, url, outlet`, also `html, language, author,
// authors`, and NGEC's `event_text, pub_date, headline, publisher`. Text is taken as it is, byte by
// byte, so that spans fit the sender's copy. A line that cannot be read is set aside. A source
// that begins with "[" is read as one array of such objects, and one whose first line is "{" as one
// object, within the bounds of one page.
bool read_json_lines(ByteReader& in, const std::string& name, const Hand& hand);

}  // namespace brink
