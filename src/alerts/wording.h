// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brink {

inline constexpr std::size_t kMostTitle = 200, kMostWhy = 1000;  // characters

// Words from outside as one line of plain text: well-formed, runs of blanks and controls a single
// space, no marks that turn the direction of writing, at most `most` characters.
std::string plain_line(std::string_view text, std::size_t most);

}  // namespace brink
