// SPDX-License-Identifier: Apache-2.0
#include "intake/json_string.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr bool is_high(std::uint32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
constexpr bool is_low(std::uint32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

// Takes four hex digits off `rest`.
std::optional<std::uint32_t> take_unit(std::string_view& rest) {
  std::uint32_t unit = 0;
  if (rest.size() < 4) return {};
  const auto [end, code] = std::from_chars(rest.data(), rest.data() + 4, unit, 16);
  if (code != std::errc() || end != rest.data() + 4) return {};
  rest.remove_prefix(4);
  return unit;
}

// What follows \u, the second half of a pair included.
std::optional<std::uint32_t> take_character(std::string_view& rest) {
  const auto first = take_unit(rest);
  if (!first || is_low(*first)) return {};
  if (!is_high(*first)) return first;
  if (rest.substr(0, 2) != "\\u") return {};
  rest.remove_prefix(2);
  const auto second = take_unit(rest);
  if (!second || !is_low(*second)) return {};
  return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
}

char short_escape(char letter) {
  switch (letter) {
    case '"': case '\\': case '/': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

}  // namespace

std::optional<std::string> unescaped_json(std::string_view rest) {
  std::string text;
  text.reserve(rest.size());
  while (true) {
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    text += rest.substr(0, plain);
    if (plain == rest.size()) return text;
    rest.remove_prefix(plain + 1);
    if (rest.empty()) return {};
    const char letter = rest.front();
    rest.remove_prefix(1);
    if (letter == 'u') {
      const auto character = take_character(rest);
      if (!character) return {};
      append_utf8(text, static_cast<char32_t>(*character));
    } else if (const char meant = short_escape(letter)) {
      text += meant;
    } else {
      return {};
    }
  }
}

std::string_view until_quote(std::string_view from) {
  std::size_t at = 0;
  while (at < from.size() && from[at] != '"') at += from[at] == '\\' ? 2 : 1;
  return from.substr(0, std::min(at, from.size()));
}

}  // namespace brink
