// SPDX-License-Identifier: Apache-2.0
#include "base/character_references.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <unordered_map>

#include "base/rows.h"
#include "base/tables.h"
#include "base/utf8.h"

namespace brink {
namespace {

struct Reference {
  std::string text;   // what it stands for
  bool bare = false;  // may stand without its semicolon
};

struct References {
  std::unordered_map<std::string_view, Reference> named;
  std::size_t longest = 0, longest_bare = 0;

  References() {
    for (const auto& row : rows_of(base_table("character_references.tsv"))) {
      Reference reference{.text = "", .bare = row.size() > 2};
      for (std::string_view codes = row[1]; !codes.empty();) {
        const std::size_t space = codes.find(' ');
        std::uint32_t code = 0;
        std::from_chars(codes.data(), codes.data() + std::min(space, codes.size()), code, 16);
        append_utf8(reference.text, code);
        codes.remove_prefix(space == std::string_view::npos ? codes.size() : space + 1);
      }
      longest = std::max(longest, row[0].size());
      if (reference.bare) longest_bare = std::max(longest_bare, row[0].size());
      named.emplace(row[0], std::move(reference));
    }
  }
};

const References& references() {
  static const References table;
  return table;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What windows-1252 has at 0x80 to 0x9F: pages write "&#146;" and mean an apostrophe.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char32_t character_of(std::uint32_t code) {
  if (code >= 0x80 && code <= 0x9F) return kWindows1252[code - 0x80];
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0xFFFD;
  return code;
}

// Reads "&#..." at the front of `text`; returns its length, 0 if it is none.
std::size_t read_numeric(std::string& out, std::string_view text) {
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const char* from = text.data() + (hexadecimal ? 3 : 2);
  const char* const end = text.data() + text.size();
  std::uint32_t code = 0;
  const auto [stop, error] = std::from_chars(from, end, code, hexadecimal ? 16 : 10);
  if (stop == from) return 0;
  append_utf8(out, character_of(error == std::errc{} ? code : 0));
  const std::size_t length = static_cast<std::size_t>(stop - text.data());
  return length < text.size() && text[length] == ';' ? length + 1 : length;
}

// Reads "&name;" at the front of `text`; returns its length, 0 if it is none.
std::size_t read_named(std::string& out, std::string_view text, ReferencePlace place) {
  const References& table = references();
  std::size_t end = 1;
  while (end < text.size() && end <= table.longest && (is_letter(text[end]) || is_digit(text[end])))
    ++end;
  const std::string_view name = text.substr(1, end - 1);
  if (end < text.size() && text[end] == ';') {
    const auto found = table.named.find(name);
    if (found != table.named.end()) return out += found->second.text, end + 1;
  }
  for (std::size_t size = std::min(name.size(), table.longest_bare); size >= 2; --size) {
    const auto found = table.named.find(name.substr(0, size));
    if (found == table.named.end() || !found->second.bare) continue;
    const char next = size + 1 < text.size() ? text[size + 1] : ' ';
    const bool is_part_of_address = next == '=' || is_letter(next) || is_digit(next);
    if (place == ReferencePlace::kAttribute && is_part_of_address) return 0;
    return out += found->second.text, size + 1;
  }
  return 0;
}

}  // namespace

void append_decoded(std::string& out, std::string_view text, ReferencePlace place) {
  while (!text.empty()) {
    const std::size_t mark = text.find('&');
    out += text.substr(0, mark);
    if (mark == std::string_view::npos) return;
    text.remove_prefix(mark);
    std::size_t read = 0;
    if (text.size() > 1 && text[1] == '#')
      read = read_numeric(out, text);
    else if (text.size() > 1 && is_letter(text[1]))
      read = read_named(out, text, place);
    if (read == 0) out += '&';
    text.remove_prefix(std::max<std::size_t>(read, 1));
  }
}

}  // namespace brink
