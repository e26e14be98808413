// SPDX-License-Identifier: Apache-2.0
// The codes in which mail carries bytes: RFC 2045 (transfer encodings), RFC 2047 (encoded words).
#include <array>

#include "base/utf8.h"
#include "intake/encoding.h"
#include "intake/mime.h"

namespace brink {
namespace {

constexpr std::size_t kMostHeaderValue = 64u << 10;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

struct EncodedWord {
  std::string charset, bytes;
  std::size_t length = 0;  // of the whole word; 0: none
};

// Reads "=?charset?Q?...?=" at the front of `text`.
EncodedWord read_word(std::string_view text) {
  constexpr std::size_t kLongest = 512;  // the RFC says 75; some writers do not count
  text = text.substr(0, kLongest);
  if (!text.starts_with("=?")) return {};
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end > 80 || charset_end + 3 >= text.size() ||
      text[charset_end + 2] != '?')
    return {};
  const std::size_t end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return {};
  const std::string_view payload = text.substr(charset_end + 3, end - charset_end - 3);
  EncodedWord word;
  // RFC 2231 lets a language follow: "utf-8*en".
  word.charset = text.substr(2, std::min(text.find('*', 2), charset_end) - 2);
  word.length = end + 2;
  const char code = text[charset_end + 1];
  if (code == 'B' || code == 'b') {
    word.bytes = decode_base64(payload);
  } else if (code == 'Q' || code == 'q') {
    std::string spaced(payload);
    for (char& c : spaced)
      if (c == '_') c = ' ';
    word.bytes = decode_quoted_printable(spaced);
  } else {
    return {};
  }
  return word;
}

}  // namespace

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
      continue;
    }
    const std::size_t left = text.size() - i - 1;
    if (left >= 1 && text[i + 1] == '\n') {
      i += 1;  // a soft line end
    } else if (left >= 2 && text[i + 1] == '\r' && text[i + 2] == '\n') {
      i += 2;
    } else if (left >= 2 && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

std::string decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') {  // the end of a run; writers join several
      held = 0, bits = 0;
      continue;
    }
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    held = held << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xFF);
  }
  return out;
}

std::string decode_words(std::string_view value) {
  value = value.substr(0, kMostHeaderValue);
  std::string out, bytes, charset;  // `bytes`: of words in one charset, which may split a character
  const auto flush = [&] {
    if (!bytes.empty()) out += to_utf8(bytes, charset, Markup::kNone).text;
    bytes.clear();
  };
  while (!value.empty()) {
    // Blanks between two encoded words belong to neither.
    const std::size_t blank = std::min(value.find_first_not_of(" \t\r\n"), value.size());
    const EncodedWord word = read_word(value.substr(blank));
    if (word.length > 0) {
      if (bytes.empty()) out += value.substr(0, blank);
      if (word.charset != charset) flush();
      charset = word.charset;
      bytes += word.bytes;
      value.remove_prefix(blank + word.length);
      continue;
    }
    flush();
    const std::size_t next = value.find("=?", std::max<std::size_t>(blank, 1));
    // Up to the blanks in front of the next word.
    std::size_t end = next == std::string_view::npos ? value.size() : next;
    while (end > blank && end < value.size() && (value[end - 1] == ' ' || value[end - 1] == '\t'))
      --end;
    out += value.substr(0, std::max<std::size_t>(end, 1));
    value.remove_prefix(std::max<std::size_t>(end, 1));
  }
  flush();
  return is_utf8(out) ? out : to_utf8(out, "", Markup::kNone).text;
}

}  // namespace brink
