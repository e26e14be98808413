// SPDX-License-Identifier: Apache-2.0
#include "parse/word_rows.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"

namespace brink::parse {
namespace {

constexpr std::size_t kLongest = 40;  // letters of a word that are looked at
constexpr std::size_t kMostInner = 18;

char32_t plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x0060:
    case 0x00B4:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return '-';
    default:
      return c;
  }
}

std::u32string letters_of(std::string_view form) {
  std::u32string out;
  for (std::size_t at = 0; at < form.size() && out.size() < kLongest;)
    out.push_back(plain(next_code_point(form, at)));
  return out;
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c));
}

std::uint32_t outline(const std::u32string& word) {
  std::uint32_t shape = 0;
  int last = 0, run = 0, kept = 0;
  for (const char32_t c : word) {
    const int kind = digit(c)               ? 1
                     : lower(c) != c        ? 2
                     : c >= 0x80            ? (u_isalpha(static_cast<UChar32>(c)) ? 3 : 5)
                     : (c | 32) - 'a' < 26u ? 3
                                            : 4;
    run = kind == last ? run + 1 : 1;
    last = kind;
    if (run > 2 || kept >= 8) continue;
    shape = shape * 6 + static_cast<std::uint32_t>(kind);
    ++kept;
  }
  return shape;
}

std::uint32_t mixed(std::uint32_t kind, std::u32string_view part) {
  std::uint64_t h = (kind + 1) * 0x9E3779B97F4A7C15ull;
  for (const char32_t c : part) h = (h ^ c) * 0x100000001B3ull, h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9ull;
  return static_cast<std::uint32_t>(h >> 32);
}

}  // namespace

void word_rows(std::string_view form, int bits, std::vector<std::uint32_t>& out) {
  out.clear();
  const std::u32string word = letters_of(form);
  std::u32string low = word;
  for (char32_t& c : low) c = digit(c) ? U'0' : lower(c);
  const auto add = [&](std::uint32_t kind, std::u32string_view part) {
    out.push_back(mixed(kind, part) >> (32 - bits));
  };
  const std::u32string shape(1, static_cast<char32_t>(outline(word)));
  add(0, shape);
  add(1, word);
  const std::u32string_view view(low);
  for (std::size_t n = 1; n <= 3 && n <= low.size(); ++n) add(2, view.substr(0, n));
  for (std::size_t n = 1; n <= 5 && n <= low.size(); ++n) add(3, view.substr(low.size() - n));
  std::size_t inner = 0;
  for (std::size_t n = 3; n <= 5; ++n)
    for (std::size_t at = 0; at + n <= low.size() && inner < kMostInner; ++at, ++inner)
      add(4, view.substr(at, n));
}

std::string vocabulary_form(std::string_view form) {
  std::string out;
  for (char32_t c : letters_of(form)) append_utf8(out, digit(c) ? U'0' : lower(c));
  return out;
}

}  // namespace brink::parse
