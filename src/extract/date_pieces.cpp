// SPDX-License-Identifier: Apache-2.0
#include "extract/date_pieces.h"

#include "base/utf8.h"

namespace brink {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !is_blank(c) && !(c >= 0x2000 && c < 0x2C00) &&
         !(c >= 0x3000 && c <= 0x3020) && !(c >= 0xFF00 && c < 0xFF21) && c != 0x60C && c != 0xFFFD;
}

}  // namespace

int digit_at(std::string_view text, std::size_t at, std::size_t& bytes) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  bytes = 1;
  if (byte(0) >= '0' && byte(0) <= '9') return byte(0) - '0';
  bytes = 2;
  if (byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9) return byte(1) - 0xA0;  // Arabic
  if (byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9) return byte(1) - 0xB0;  // Persian
  bytes = 3;
  if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x90 && byte(2) <= 0x99)
    return byte(2) - 0x90;  // full width
  return -1;
}

Digits read_digits(std::string_view text, std::size_t at) {
  Digits run{.end = at};
  std::size_t bytes = 0;
  for (int d; run.end < text.size() && (d = digit_at(text, run.end, bytes)) >= 0;) {
    if (run.count < 8) run.value = run.value * 10 + d;
    ++run.count;
    run.end += bytes;
  }
  return run;
}

std::vector<DatePiece> date_pieces(std::string_view text) {
  std::vector<DatePiece> pieces;
  bool glued = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    DatePiece piece;
    if (const Digits run = read_digits(text, at); run.count > 0) {
      piece = {DatePiece::kNumber, {}, run.value, run.count};
      at = run.end;
    } else {
      const char32_t first = next_code_point(text, at);
      if (is_blank(first)) {
        glued = false;
        continue;
      }
      piece.kind = is_letter(first) ? DatePiece::kWord : DatePiece::kMark;
      if (first < 0x80) piece.mark = static_cast<char>(first);
      std::size_t bytes = 0;
      while (piece.kind == DatePiece::kWord && at < text.size() && digit_at(text, at, bytes) < 0) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        if (!is_letter(c) && !(c >= 0x300 && c < 0x370)) break;
        at = next;
      }
    }
    piece.text = text.substr(from, at - from);
    piece.glued = glued;
    glued = true;
    pieces.push_back(piece);
  }
  return pieces;
}

bool is_mark(const DatePiece& p, std::string_view any) {
  return p.kind == DatePiece::kMark && p.mark != 0 && any.find(p.mark) != std::string_view::npos;
}

bool is_short_number(const DatePiece& p, int most) {
  return p.kind == DatePiece::kNumber && p.digits <= 2 && p.value >= 1 && p.value <= most;
}

bool is_year(const DatePiece& p) {
  return p.kind == DatePiece::kNumber && p.digits == 4 && p.value >= kFirstYear &&
         p.value <= kLastYear;
}

}  // namespace brink
