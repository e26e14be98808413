// SPDX-License-Identifier: Apache-2.0
#include "sentences/glyphs.h"

#include <unicode/uchar.h>

#include <array>

#include "base/utf8.h"

namespace brink::sentences {
namespace {

char32_t folded(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x0060:
    case 0x00B4:
    case 0xFF07:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0xFF02:
      return '"';
    case 0x2010:
    case 0x2011:
      return '-';
    case 0x2014:
    case 0x2015:
      return 0x2013;
    default:
      return c;
  }
}

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return Kind::kLower;
    if (c >= 'A' && c <= 'Z') return Kind::kUpper;
    if (c >= '0' && c <= '9') return Kind::kDigit;
    return c <= ' ' || c == 0x7F ? Kind::kBlank : Kind::kMark;
  }
  if (c == 0xFFFD) return Kind::kMark;
  if (is_blank(c)) return Kind::kBlank;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return Kind::kUpper;
    case U_LOWERCASE_LETTER:
      return Kind::kLower;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return Kind::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return Kind::kDigit;
    default:
      return Kind::kMark;
  }
}

Glyph glyph_of(char32_t c) {
  Glyph glyph;
  glyph.c = folded(c);
  glyph.kind = kind_of(glyph.c);
  glyph.low = glyph.c;
  if (glyph.kind == Kind::kUpper)
    glyph.low = glyph.c < 0x80 ? glyph.c + 32
                               : static_cast<char32_t>(u_tolower(static_cast<UChar32>(glyph.c)));
  return glyph;
}

const Glyph& ascii_glyph(unsigned char byte) {
  static const std::array<Glyph, 128> kTable = [] {
    std::array<Glyph, 128> table;
    for (char32_t c = 0; c < table.size(); ++c) table[c] = glyph_of(c);
    return table;
  }();
  return kTable[byte];
}

// Marks of direction and of joining, soft hyphens: not seen themselves.
bool unseen(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

// Part of the sign before it: accents of their own, variation selectors, skin tones.
bool leans_back(char32_t c) {
  if (c < 0x300) return false;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
         type == U_COMBINING_SPACING_MARK || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }  // two of them are a flag

// Decides what has no glyph of its own and belongs to the one before it.
class Leaning {
 public:
  bool takes(char32_t c, char32_t before, std::size_t begin) {
    const bool flag = count_ == 0 && flag_letter(before) && flag_letter(c);
    const bool picture = flag || (joined_ && c >= 0x2190);
    const bool hidden = unseen(c);
    if (count_ >= kMost || (!hidden && !picture && !leans_back(c))) return false;
    if (!hidden) tail_ = 0;
    else if (tail_ == 0) tail_ = begin;
    joined_ = c == 0x200D;
    ++count_;
    return true;
  }

  // Where a blank begins that follows at `begin`: a word leaves off what is not seen at its end.
  std::size_t blank_begin(std::size_t begin) const { return tail_ > 0 ? tail_ : begin; }

 private:
  static constexpr int kMost = 16;  // code points on one glyph; honest text has fewer
  int count_ = 0;
  bool joined_ = false;   // the last one makes one picture of what stands before and behind it
  std::size_t tail_ = 0;  // where the unseen ones at the end begin
};

}  // namespace

std::vector<Glyph> glyphs_of(std::string_view text, Span span) {
  std::vector<Glyph> glyphs;
  glyphs.reserve(span.size() + 1);
  const std::string_view part = text.substr(0, span.end);
  Leaning leaning;
  const auto put = [&](Glyph glyph, std::size_t begin) {
    glyph.begin = static_cast<std::uint32_t>(
        glyph.kind == Kind::kBlank ? leaning.blank_begin(begin) : begin);
    glyphs.push_back(glyph);
    leaning = {};
  };
  for (std::size_t at = span.begin; at < part.size();) {
    const std::size_t begin = at;
    if (const auto byte = static_cast<unsigned char>(part[at]); byte < 0x80) {
      put(ascii_glyph(byte), at++);
      continue;
    }
    const char32_t c = next_code_point(part, at);
    const bool follows = !glyphs.empty() && glyphs.back().kind != Kind::kBlank;
    if (!follows || !leaning.takes(c, glyphs.back().c, begin)) put(glyph_of(c), begin);
  }
  put(ascii_glyph(' '), span.end);
  return glyphs;
}

std::uint32_t shape_of(const Glyph* first, const Glyph* last) {
  std::uint32_t shape = 0;
  int run = 0, kept = 0;
  for (const Glyph* g = first; g != last && kept < 8; ++g) {
    run = g != first && g[-1].kind == g->kind ? run + 1 : 1;
    if (run > 2) continue;
    shape = shape * 7 + static_cast<std::uint32_t>(g->kind) + 1;
    ++kept;
  }
  if (first != last && first->kind == Kind::kMark) shape = shape * 131 + first->c;
  if (first != last && last[-1].kind == Kind::kMark) shape = shape * 137 + last[-1].c;
  return shape;
}

}  // namespace brink::sentences
