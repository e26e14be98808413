// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "extract/page_view.h"

namespace brink {

// The kept text of a run as a reader sees it: runs of blanks become one space, a <br> a new line,
// marks that are not seen (soft hyphens, zero-width spaces, controls) nothing. In <pre> lines stay.
std::string run_text(const PageView& page, const Run& run);

// The same for any text that stands in one line.
void append_seen(std::string& line, std::string_view text);

}  // namespace brink
