// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <xxhash.h>

#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kDigits = 32, kLeastPrefix = 6;

}  // namespace

std::string hex_hash(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", h.high64, h.low64);
}

bool is_hex_id(std::string_view text) { return text.size() == kDigits && is_hex_id_prefix(text); }

bool is_hex_id_prefix(std::string_view text) {
  return text.size() >= kLeastPrefix && text.size() <= kDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::uint64_t short_hash(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace brink
