// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace brink {

// How long and how much a client may take.
struct ClientLimits {
  std::chrono::milliseconds idle{15'000};     // between two requests
  std::chrono::milliseconds head{10'000};     // from a head's first byte to its last
  std::chrono::milliseconds body{60'000};     // from the head's end to the body's
  std::chrono::milliseconds stall{10'000};    // a write that nobody takes
  std::chrono::milliseconds answer{300'000};  // a whole answer, but a stream's
  std::size_t head_bytes = 16'384;
};

}  // namespace brink
