// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brink {

// XXH3 with 128 bits as 32 lower-case hex digits. Stable across machines and releases: ids in
// archives are made of it. Not for secrets.
std::string hex_hash(std::string_view bytes);

// Whether it is written as such an id, and whether as one or its beginning: 6 to 32 of the digits,
// as people name what has one.
bool is_hex_id(std::string_view text);
bool is_hex_id_prefix(std::string_view text);

// XXH3 with 64 bits, for tables in memory.
std::uint64_t short_hash(std::string_view bytes);

// The same, for maps that are asked by views of their keys.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return short_hash(text); }
};

}  // namespace brink
