// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace brink {

// A document's or event's id as its sixteen bytes. They compare as the hex digits do.
using IdBytes = std::array<std::uint8_t, 16>;

// Of 32 lower-case hex digits.
IdBytes id_bytes(std::string_view hex);
std::string hex_of(const IdBytes& id);

// The first 63 bits as a number from 0 up, in the order of the ids.
std::int64_t id_number(const IdBytes& id);

// Such numbers from that of the first to that of the last id that begins with these hex digits.
struct IdNumbers {
  std::int64_t first = 0, last = 0;
};
IdNumbers id_numbers(std::string_view prefix);

}  // namespace brink
