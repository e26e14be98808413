// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace brink {
namespace {

constexpr std::size_t kDigits = 32, kLeastPrefix = 6;
constexpr char kHex[] = "0123456789abcdef";

constexpr std::array<bool, 256> kIsHex = [] {
  std::array<bool, 256> is{};
  for (const char c : std::string_view(kHex)) is[static_cast<unsigned char>(c)] = true;
  return is;
}();

}  // namespace

std::string hex_hash(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  std::string hex(kDigits, '0');
  for (std::size_t i = 0; i < kDigits / 2; ++i) {
    hex[kDigits / 2 - 1 - i] = kHex[h.high64 >> 4 * i & 15];
    hex[kDigits - 1 - i] = kHex[h.low64 >> 4 * i & 15];
  }
  return hex;
}

bool is_hex_id(std::string_view text) { return text.size() == kDigits && is_hex_id_prefix(text); }

bool is_hex_id_prefix(std::string_view text) {
  return text.size() >= kLeastPrefix && text.size() <= kDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return kIsHex[static_cast<unsigned char>(c)]; });
}

std::uint64_t short_hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace brink
