// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// PostgreSQL's text takes neither a NUL nor bytes that are no UTF-8; an archive gives back what it was
// given. So these are written with the control character DLE (U+0010) before them: a NUL as DLE 0, DLE
// itself as DLE DLE, any other byte as DLE x and two hex digits. All other text lies as it is. Two
// different texts are never written alike, and a part of a text is a part of what is written of it.
std::string column_text(std::string_view text);

// The text back. Of what no one wrote so, as much as can be read.
std::string text_of_column(std::string_view column);

// Whether column_text would change it.
bool needs_marks(std::string_view text);

}  // namespace brink
