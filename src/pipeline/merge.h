// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/document.h"

namespace brink {

// Whose word counts first where envelope (WARC header, feed entry, mail) and page both speak.
enum class Precedence { kPage, kEnvelope };

// One document out of what the envelope said and what the page says.
Document merged(Document envelope, Document page, Precedence first);

// Gives the document its id, unless its source gave it one, and the outlet's host as name where
// nothing better is known.
Document with_identity(Document document);

}  // namespace brink
