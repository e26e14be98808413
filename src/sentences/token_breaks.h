// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "sentences/glyphs.h"
#include "sentences/model.h"

namespace brink::sentences {

// A run of glyphs without blanks: glyphs[begin, end).
struct Chunk {
  std::size_t begin = 0, end = 0;
};

// The next chunk at or after `from`; an empty one at the end of the glyphs.
Chunk next_chunk(std::span<const Glyph> glyphs, std::size_t from);

// True where a token might end between glyphs[at - 1] and glyphs[at], both in the chunk: where a
// mark or a digit meets something else, or one letter stands before an apostrophe ("do|n't").
bool may_break(std::span<const Glyph> glyphs, Chunk chunk, std::size_t at);
// A comma behind a word or number, before a blank, always stands alone: "on November 3, he".
bool must_break(std::span<const Glyph> glyphs, Chunk chunk, std::size_t at);

// What speaks for or against a token's end before glyphs[at]. `token` is where the present token
// began; `next` is the chunk that follows.
void break_features(std::span<const Glyph> glyphs, Chunk chunk, Chunk next, std::size_t token,
                    std::size_t at, Features& out);

}  // namespace brink::sentences
