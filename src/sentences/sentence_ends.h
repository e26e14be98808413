// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sentences/glyphs.h"
#include "sentences/model.h"

namespace brink::sentences {

// A token of one paragraph: glyphs[begin, end), and what the decisions about it need.
struct Piece {
  std::uint32_t begin = 0, end = 0;  // glyphs
  std::uint64_t word = 0;            // hash of its lower-case form
  std::uint32_t shape = 0;
  char32_t first = 0, last = 0;  // glyphs, as written
  Kind kind = Kind::kMark;       // of its first glyph
  bool gap = false;              // blanks before it
};

Piece piece_of(std::span<const Glyph> glyphs, std::size_t begin, std::size_t end);

// What the sentence in hand is like so far.
struct Course {
  std::size_t begin = 0;  // its first piece
  int open_brackets = 0;
  bool in_quote = false;

  void take(const Piece& piece);
};

// What speaks for or against a sentence's end after pieces[at]; at + 1 < pieces.size().
void end_features(std::span<const Piece> pieces, const Course& course, std::size_t at,
                  Features& out);

}  // namespace brink::sentences
