// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace brink {

// SHA-256 (FIPS 180-4).
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104), as 64 lower-case hex digits.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace brink
