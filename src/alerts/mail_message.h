// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "alerts/message.h"
#include "brink/time.h"

namespace brink {

// The message as a mail (RFC 5322, MIME): its fields are of settings and our own words alone, the
// body is base64, so that nothing which came from a page can become a field. Lines end in CRLF.
std::string mail_of(const Message& message, const std::string& from, const std::vector<std::string>& to,
                    std::chrono::sys_seconds now);

// A field's text: as it is if it is plain ASCII, else in encoded words of UTF-8 (RFC 2047), folded.
std::string encoded_words(std::string_view text);

// In lines of 76 characters (RFC 2045).
std::string base64_lines(std::string_view bytes);

// One address that may stand in a mail's fields and in SMTP's commands: printable ASCII without blanks
// or brackets, one "@" with something on either side.
bool is_mail_address(std::string_view text);

}  // namespace brink
