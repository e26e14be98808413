// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "brink/document.h"

namespace brink::sentences {

enum class Kind : std::uint8_t { kBlank, kLower, kUpper, kLetter, kDigit, kMark };

// A sign as the splitter sees it: a code point with what is not seen or set upon it (accents of
// their own, joiners, soft hyphens).
struct Glyph {
  char32_t c = 0;           // quotes and apostrophes folded to their ASCII look-alikes
  char32_t low = 0;         // c in lower case
  std::uint32_t begin = 0;  // byte in the document
  Kind kind = Kind::kBlank;

  bool letter() const {
    return kind == Kind::kLower || kind == Kind::kUpper || kind == Kind::kLetter;
  }
  bool alnum() const { return letter() || kind == Kind::kDigit; }
};

// The glyphs of text[span], with one blank at the end that carries its end. Each glyph reaches to
// where the next one begins.
std::vector<Glyph> glyphs_of(std::string_view text, Span span);

// A word's outline in one number: its kinds with runs shortened ("Xx", "d", "X.X."), and its first
// and last glyph where they are marks.
std::uint32_t shape_of(const Glyph* first, const Glyph* last);

}  // namespace brink::sentences
