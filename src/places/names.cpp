// SPDX-License-Identifier: Apache-2.0
#include "places/names.h"

#include "base/utf8.h"

namespace brink {
namespace {

// Blocks of punctuation and symbols lie between U+2000 and U+2BFF.
bool is_of_a_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return (c >= 0xAA && c <= 0x1FFF) || c >= 0x2C00;
}

}  // namespace

std::string place_key(std::string_view name) {
  std::string key;
  bool parted = false;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (!is_of_a_word(c)) {
      parted = !key.empty();
      continue;
    }
    if (parted) key += ' ';
    parted = false;
    append_utf8(key, c);
  }
  return fold_case(key);
}

}  // namespace brink
