// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// A short text out of an attribute or JSON as a reader would see it: character references read
// (also those that were escaped twice), tags left out, blanks squeezed. At most 4 KB are looked at.
std::string plain(std::string_view text);

// Lower case of all scripts, without the dot that Unicode leaves over the "i" of a Turkish "İ".
std::string lower_case(std::string_view text);

// The letters and digits of a text in lower case, nothing else: what stays equal when quotes,
// dashes and blanks are written differently.
std::string letters_of(std::string_view text);

}  // namespace brink
