// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/byte_reader.h"
#include "intake/documents.h"
#include "intake/hand.h"

namespace brink {

// A mail (RFC 5322 with MIME): its first text/plain part, or text/html where there is none. Subject
// -> title, Date -> published, From -> author, List-Id or the sender's host -> outlet. A signature
// is left out. Attached mails are looked into where the mail itself has no text; at most 8 levels
// and 200 parts.
bool take_mail(const RawBody& body, const Hand& hand);

// A mailbox (RFC 4155, "mboxrd" too): mails behind "From " lines.
bool read_mailbox(ByteReader& in, const std::string& name, const Hand& hand);

}  // namespace brink
