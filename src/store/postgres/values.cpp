// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/values.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr char kMark = '\x10';
constexpr char kHex[] = "0123456789abcdef";
constexpr char32_t kReplacement = 0xFFFD;

// The bytes of the well-formed character at `at`; 0 for an ill-formed byte.
std::size_t well_formed(std::string_view text, std::size_t at) {
  std::size_t next = at;
  if (next_code_point(text, next) != kReplacement) return next - at;
  return text.substr(at, 3) == "\xEF\xBF\xBD" ? 3 : 0;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

}  // namespace

bool needs_marks(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\0' || c == kMark; }) || !is_utf8(text);
}

std::string column_text(std::string_view text) {
  if (!needs_marks(text)) return std::string(text);
  std::string column;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const std::size_t size = c == '\0' || c == kMark ? 0 : well_formed(text, at);
    if (size > 0) {
      column += text.substr(at, size);
      at += size;
      continue;
    }
    column += kMark;
    if (c == '\0')
      column += '0';
    else if (c == kMark)
      column += kMark;
    else
      column += {'x', kHex[static_cast<unsigned char>(c) >> 4], kHex[static_cast<unsigned char>(c) & 15]};
    ++at;
  }
  return column;
}

std::string text_of_column(std::string_view column) {
  std::size_t mark = column.find(kMark);
  if (mark == std::string_view::npos) return std::string(column);
  std::string text;
  std::size_t at = 0;
  for (; mark != std::string_view::npos && mark + 1 < column.size(); mark = column.find(kMark, at)) {
    text += column.substr(at, mark - at);
    const char kind = column[mark + 1];
    at = mark + 2;
    if (kind == '0')
      text += '\0';
    else if (kind == 'x' && at + 2 <= column.size()) {
      text += static_cast<char>(digit_of(column[at]) << 4 | digit_of(column[at + 1]));
      at += 2;
    } else
      text += kind;
  }
  return text += column.substr(at);
}

}  // namespace brink
