// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

enum class ReferencePlace { kText, kAttribute };

// Appends `text` to `out` with its character references ("&amp;", "&#8220;", "&#x201C;") read as
// the HTML standard reads them (section 13.2.5.72), those without semicolon included. What is no
// reference stays as it is.
void append_decoded(std::string& out, std::string_view text, ReferencePlace place);

}  // namespace brink
