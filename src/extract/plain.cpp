// SPDX-License-Identifier: Apache-2.0
#include "extract/plain.h"

#include "base/character_references.h"
#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kMost = 4096;

std::string without_tags(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const bool tag = text.size() > 1 && ((text[1] | 32) >= 'a' && (text[1] | 32) <= 'z');
    const std::size_t close = tag || text.starts_with("</") ? text.find('>') : 0;
    if (close == 0 || close == std::string_view::npos) {
      out += '<';
      text.remove_prefix(1);
    } else {
      out += ' ';
      text.remove_prefix(close + 1);
    }
  }
  return out;
}

// Marks that are seen only where a line is broken, or never.
bool is_unseen(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; }

std::string without_unseen(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    if (!is_unseen(next_code_point(text, at))) out.append(text, from, at - from);
  }
  return out;
}

}  // namespace

std::string plain(std::string_view text) {
  text = text.substr(0, kMost);
  std::string out(text);
  for (int round = 0; round < 2 && out.find('&') != std::string::npos; ++round) {
    std::string decoded;
    append_decoded(decoded, out, ReferencePlace::kText);
    out = std::move(decoded);
  }
  if (out.find('<') != std::string::npos) out = without_tags(out);
  return squeeze(without_unseen(out));
}

std::string lower_case(std::string_view text) {
  std::string lower = fold_case(text);
  constexpr std::string_view kDot = "\u0307";
  std::size_t to = 0;
  for (std::size_t from = 0; from < lower.size();) {
    if (lower[from] == kDot[0] && lower.compare(from, kDot.size(), kDot) == 0)
      from += kDot.size();
    else
      lower[to++] = lower[from++];
  }
  lower.resize(to);
  return lower;
}

std::string letters_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    const bool kept = c < 0x80 ? ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9')
                               : c >= 0xAA && !is_blank(c) && c != 0xAB && c != 0xBB &&
                                     !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3040) &&
                                     !(c >= 0xFF00 && c < 0xFF10) && c != 0xFFFD;
    if (kept) out.append(text, from, at - from);
  }
  return fold_case(out);
}

}  // namespace brink
