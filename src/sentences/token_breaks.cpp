// SPDX-License-Identifier: Apache-2.0
#include "sentences/token_breaks.h"

#include <algorithm>
#include <string_view>

namespace brink::sentences {
namespace {

using Glyphs = std::span<const Glyph>;

constexpr std::size_t kReach = 24;  // glyphs looked at on either side: keeps the time linear

std::uint64_t hash_of(Glyphs glyphs, std::size_t from, std::size_t to) {
  std::uint64_t h = 1469598103934665603ull;
  for (std::size_t i = from; i < to; ++i) h = (h ^ glyphs[i].low) * 1099511628211ull;
  return h;
}

std::size_t run_start(Glyphs glyphs, std::size_t from, std::size_t at) {
  from = std::max(from, at - std::min(at, kReach));
  while (at > from && glyphs[at - 1].alnum()) --at;
  return at;
}

std::size_t run_end(Glyphs glyphs, std::size_t to, std::size_t at) {
  to = std::min(to, at + kReach);
  while (at < to && glyphs[at].alnum()) ++at;
  return at;
}

bool apostrophe(const Glyph& g) { return g.c == '\''; }

bool begins(Glyphs glyphs, std::size_t at, std::size_t end, std::u32string_view word) {
  if (end - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (glyphs[at + i].low != word[i]) return false;
  return true;
}

bool of_mail_name(const Glyph& g) {
  return g.alnum() || g.c == '.' || g.c == '_' || g.c == '-' || g.c == '+';
}

// Is the place inside a web address (1), behind the @ of a mail address (2), before it (4)?
std::uint64_t address_at(Glyphs glyphs, Chunk chunk, std::size_t token, std::size_t at) {
  std::uint64_t found = 0;
  if (begins(glyphs, token, at, U"http") || begins(glyphs, token, at, U"www.")) found |= 1;
  const std::size_t first = std::max(token, at - std::min(at, kReach));
  std::size_t i = at;
  while (i > first && of_mail_name(glyphs[i - 1])) --i;
  if (i > first + 1 && glyphs[i - 1].c == '@') found |= 2;
  const std::size_t last = std::min(chunk.end, at + kReach);
  for (i = at; i < last && of_mail_name(glyphs[i]);) ++i;
  if (i + 1 < last && glyphs[i].c == '@' && glyphs[i + 1].alnum()) found |= 4;
  return found;
}

}  // namespace

Chunk next_chunk(Glyphs glyphs, std::size_t from) {
  while (from < glyphs.size() && glyphs[from].kind == Kind::kBlank) ++from;
  std::size_t to = from;
  while (to < glyphs.size() && glyphs[to].kind != Kind::kBlank) ++to;
  return {from, to};
}

bool may_break(Glyphs glyphs, Chunk chunk, std::size_t at) {
  const Glyph &before = glyphs[at - 1], &after = glyphs[at];
  if (before.letter() && after.letter()) return at + 1 < chunk.end && apostrophe(glyphs[at + 1]);
  if (before.kind == Kind::kDigit && after.kind == Kind::kDigit) return false;
  return true;
}

bool must_break(Glyphs glyphs, Chunk chunk, std::size_t at) {
  return at + 1 == chunk.end && glyphs[at].c == ',' && glyphs[at - 1].alnum();
}

void break_features(Glyphs glyphs, Chunk chunk, Chunk next, std::size_t token, std::size_t at,
                    Features& out) {
  const auto glyph = [&](std::ptrdiff_t offset) -> const Glyph& {
    static const Glyph kNone{' ', ' ', 0, Kind::kBlank};
    const std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < static_cast<std::ptrdiff_t>(chunk.begin) || i >= static_cast<std::ptrdiff_t>(chunk.end))
      return kNone;
    return glyphs[static_cast<std::size_t>(i)];
  };
  const auto low = [&](std::ptrdiff_t o) { return static_cast<std::uint64_t>(glyph(o).low); };
  const auto window = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    std::uint64_t h = 7;
    for (std::ptrdiff_t o = from; o <= to; ++o) h = h * 0x100000001B3ull + low(o) + 1;
    return h;
  };
  const auto kinds = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    std::uint64_t h = 3;
    for (std::ptrdiff_t o = from; o <= to; ++o) {
      const Glyph& g = glyph(o);
      h = h * 1031 + (g.kind == Kind::kMark ? g.low + 16 : static_cast<std::uint64_t>(g.kind));
    }
    return h;
  };
  const std::size_t left = run_start(glyphs, token, at), right = run_end(glyphs, chunk.end, at);
  const std::size_t left_of_mark = at - 1 > token ? run_start(glyphs, token, at - 1) : at;
  const std::size_t right_of_mark = at + 1 < chunk.end ? run_end(glyphs, chunk.end, at + 1) : at;
  const std::uint64_t left_word = hash_of(glyphs, left, at),
                      right_word = hash_of(glyphs, at, right);
  const std::uint64_t past_left = hash_of(glyphs, left_of_mark, at);
  const std::uint64_t past_right = hash_of(glyphs, at, right_of_mark);
  const bool last_chunk = next.begin == next.end;
  const Glyph* next_first = last_chunk ? nullptr : &glyphs[next.begin];
  const std::uint64_t next_kind = next_first ? 1 + static_cast<std::uint64_t>(next_first->kind) : 0;
  const std::uint64_t so_far = hash_of(glyphs, std::max(token, at - std::min(at, kReach)), at);
  const std::uint64_t to_go = hash_of(glyphs, at, std::min(chunk.end, at + kReach));
  const bool at_end = at + 1 == chunk.end;

  std::uint32_t k = 0;
  out.add(k++, low(-1), low(0));
  out.add(k++, low(-1));
  out.add(k++, low(0), at_end);
  out.add(k++, window(-2, 0));
  out.add(k++, window(-1, 1));
  out.add(k++, window(-3, 0));
  out.add(k++, window(-2, 1));
  out.add(k++, window(-1, 2));
  out.add(k++, window(0, 2));
  out.add(k++, window(0, 3));
  out.add(k++, window(-3, -1));
  out.add(k++, kinds(-1, 0));
  out.add(k++, kinds(-2, 1));
  out.add(k++, kinds(-3, 2));
  out.add(k++, kinds(-4, 3));
  out.add(k++, kinds(-3, 0), at_end);
  out.add(k++, kinds(-1, 3));
  out.add(k++, left_word, low(0));
  out.add(k++, right_word, low(-1));
  out.add(k++, past_left, low(0));
  out.add(k++, past_right, low(-1));
  out.add(k++, left_word, past_right);
  out.add(k++, past_left, right_word);
  out.add(k++, so_far, low(0), at_end);
  out.add(k++, so_far, to_go);
  out.add(k++, to_go, low(-1));
  out.add(k++, low(0), next_kind, at_end);
  out.add(k++, so_far, next_kind, at_end ? low(0) : 0);
  out.add(k++, kinds(-3, 0), next_kind, at_end);
  if (next_first)
    out.add(k, left_word, hash_of(glyphs, next.begin, run_end(glyphs, next.end, next.begin)),
            low(0));
  ++k;
  const std::uint64_t address = address_at(glyphs, chunk, token, at);
  out.add(k++, address, low(-1), low(0));
  out.add(k++, address, low(0), kinds(1, 1));
  out.add(k++, address, at_end);
  out.add(k++, std::min<std::uint64_t>(at - token, 12), kinds(-1, 0));
  out.add(k++, std::min<std::uint64_t>(chunk.end - at, 12), kinds(-1, 0));
  out.add(k++, glyphs[token].low, low(0), at - token == 1);
  out.add(k++, shape_of(&glyphs[std::max(token, at - std::min(at, kReach))], &glyphs[at]),
          shape_of(&glyphs[at], &glyphs[std::min(chunk.end, at + kReach)]));
}

}  // namespace brink::sentences
