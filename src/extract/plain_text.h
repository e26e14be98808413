// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/document.h"

namespace brink {

// Reads a report that came without markup: takes out lines that are furniture of the page it was
// copied from (data/extract/phrases.tsv, bare mail addresses), what stands behind a heading like
// "Leave a Comment", and notices of rights; sets picture credits apart; then fills rights,
// language and dateline where they are empty. The paragraphs that stay are parted by "\n\n".
void complete_plain_text(Document& document);

// Whether the line above a credit may be its caption, when it looks like one.
enum class LineAbove { kStays, kMayBeCaption };

// Moves paragraphs that are nothing but picture credits out of the text into `captions`.
void set_credits_apart(Document& document, LineAbove above);

}  // namespace brink
