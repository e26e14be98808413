// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brink/result.h"
#include "intake/intake.h"

namespace brink {

// An arrival as bytes that travel (JSON, packed with zstd), and back. What comes over a wire may be
// anything: an Error says what is wrong with it. `most`: bytes after unpacking.
std::string pack(const Arrival& arrival);
Result<Arrival> unpack_arrival(std::string_view bytes, std::uint64_t most);

// 32 hex digits of what it says and of its address, wherever it was found: the same report is known again.
std::string content_id(const Arrival& arrival);

}  // namespace brink
