// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// The language of a text, ISO 639-1; "" when it cannot be told. `declared` is what the page says
// ("en-US", "de_DE"; may be empty): it settles short texts and near relatives, but does not stand
// against a long text that is plainly something else. Looks at the first 6 KB.
std::string detect_language(std::string_view text, std::string_view declared = {});

}  // namespace brink
