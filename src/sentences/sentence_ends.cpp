// SPDX-License-Identifier: Apache-2.0
#include "sentences/sentence_ends.h"

#include <algorithm>

namespace brink::sentences {

Piece piece_of(std::span<const Glyph> glyphs, std::size_t begin, std::size_t end) {
  Piece piece;
  piece.begin = static_cast<std::uint32_t>(begin);
  piece.end = static_cast<std::uint32_t>(end);
  piece.word = 1469598103934665603ull;
  for (std::size_t i = begin; i < end; ++i)
    piece.word = (piece.word ^ glyphs[i].low) * 1099511628211ull;
  piece.shape = shape_of(&glyphs[begin], &glyphs[end - 1] + 1);
  piece.first = glyphs[begin].c;
  piece.last = glyphs[end - 1].c;
  piece.kind = glyphs[begin].kind;
  piece.gap = begin > 0 && glyphs[begin - 1].kind == Kind::kBlank;
  return piece;
}

void Course::take(const Piece& piece) {
  if (piece.end - piece.begin > 2) return;
  if (piece.first == '(' || piece.first == '[') ++open_brackets;
  if ((piece.first == ')' || piece.first == ']') && open_brackets > 0) --open_brackets;
  if (piece.first == '"') in_quote = !in_quote;
}

void end_features(std::span<const Piece> pieces, const Course& course, std::size_t at,
                  Features& out) {
  static const Piece kNone{};
  const auto piece = [&](std::ptrdiff_t offset) -> const Piece& {
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(pieces.size())
               ? kNone
               : pieces[static_cast<std::size_t>(i)];
  };
  const Piece &w = piece(0), &n = piece(1), &nn = piece(2), &p = piece(-1), &pp = piece(-2);
  const std::uint64_t length = at + 1 - course.begin;
  const std::uint64_t size = length < 4    ? length
                             : length < 8  ? 4
                             : length < 16 ? 5
                             : length < 32 ? 6
                                           : 7;
  const std::uint64_t left = pieces.size() - at - 1;
  const std::uint64_t rest = left < 4 ? left : left < 10 ? 4 : 5;
  const std::uint64_t state = (course.open_brackets > 0 ? 2u : 0u) + (course.in_quote ? 1u : 0u);
  const std::uint64_t gap = n.gap;
  const Piece& first = pieces[course.begin];
  // A full stop of its own, or the end of "etc."; other tokens rarely end a sentence.
  const std::uint64_t tail = w.kind == Kind::kMark || w.last == '.' ? w.last + 1u : 0u;

  std::uint32_t k = 100;
  out.add(k++, w.word, gap);
  out.add(k++, n.word, gap);
  out.add(k++, w.shape, n.shape, gap);
  out.add(k++, w.word, n.shape, gap);
  out.add(k++, w.shape, n.word, gap);
  out.add(k++, tail, n.word);
  out.add(k++, tail, n.shape, nn.shape);
  out.add(k++, w.word, n.word);
  out.add(k++, p.word, w.word);
  out.add(k++, p.shape, w.shape, n.shape);
  out.add(k++, p.word, w.word, n.shape);
  out.add(k++, pp.shape * 31ull + p.shape, w.shape, n.shape);
  out.add(k++, n.word, nn.word, tail);
  out.add(k++, n.shape, nn.word, tail);
  out.add(k++, tail, state, n.shape);
  out.add(k++, tail, state, gap);
  out.add(k++, tail, size, n.shape);
  out.add(k++, tail, size, rest);
  out.add(k++, tail, rest, n.shape);
  out.add(k++, size, w.shape, gap);
  out.add(k++, first.word, size, tail);
  out.add(k++, first.shape, tail, n.shape);
  out.add(k++, first.word, n.word, tail);
  out.add(k++, pp.word, p.word, w.word);
  out.add(k++, tail, gap, static_cast<std::uint64_t>(n.kind));
  out.add(k++, p.kind == Kind::kMark ? p.first : 0, w.word, n.shape);
  out.add(k++, w.end - w.begin == 1 ? w.first : 0, p.word, n.kind == Kind::kUpper);
  out.add(k++, p.word, tail);
  out.add(k++, p.shape, tail, n.word);
}

}  // namespace brink::sentences
