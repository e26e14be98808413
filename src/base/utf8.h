// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brink {

// True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
bool is_utf8(std::string_view bytes);

// The same text with every ill-formed sequence replaced by U+FFFD, as the WHATWG decoder does.
std::string repair_utf8(std::string_view bytes);

// Reads the code point that starts at `at` and moves `at` past it. U+FFFD for an ill-formed byte.
// Needs at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t code_point);

// Lower case without regard to locale, all of Unicode; other text unchanged.
std::string fold_case(std::string_view text);

// Lower case of the letters A to Z alone; every byte keeps its place.
std::string ascii_lower(std::string_view bytes);

// Blanks of Unicode that a reader does not see as text: spaces, no-break spaces, zero-width marks,
// controls, the byte order mark.
bool is_blank(char32_t c);

// Without blanks at both ends; runs of blanks inside become one space.
std::string squeeze(std::string_view text);

// Without ASCII white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace brink
