// SPDX-License-Identifier: Apache-2.0
#include "sentences/glyphs.h"

#include <unicode/uchar.h>

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

}  // namespace

std::vector<Glyph> glyphs_of(std::string_view text, Span span) {
  std::vector<Glyph> glyphs;
  glyphs.reserve(span.size() + 1);
  const std::string_view part = text.substr(0, span.end);
  for (std::size_t at = span.begin; at < part.size();) {
    Glyph glyph;
    glyph.begin = static_cast<std::uint32_t>(at);
    glyph.c = folded(next_code_point(part, at));
    glyph.kind = kind_of(glyph.c);
    glyph.low = glyph.c;
    if (glyph.kind == Kind::kUpper)
      glyph.low = glyph.c < 0x80 ? glyph.c + 32
                                 : static_cast<char32_t>(u_tolower(static_cast<UChar32>(glyph.c)));
    glyphs.push_back(glyph);
  }
  glyphs.push_back({' ', ' ', span.end, Kind::kBlank});
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
