// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/decompress.h"

namespace brink {

// What one step of a decoder ate and gave, and whether its unit (a gzip member, a zstd frame, the
// whole of a brotli stream) ended or broke.
struct Step {
  enum class State { kMore, kUnitEnded, kBroken };
  std::size_t in = 0, out = 0;
  State state = State::kMore;
  std::string reason;  // of kBroken
};

class Decoder {
 public:
  virtual ~Decoder() = default;
  // Needs room > 0. `in` may be empty: what the decoder still holds comes out.
  virtual Step step(std::string_view in, char* out, std::size_t room) = 0;
  // Ready for the next unit.
  virtual void restart() = 0;
  // The bytes with which a unit begins; empty when units have none or there is but one.
  virtual std::string_view magic() const = 0;
  // False when it cannot be used. Only zstd has dictionaries.
  virtual bool load_dictionary(std::string_view) { return false; }
};

std::unique_ptr<Decoder> make_decoder(Packing packing);

}  // namespace brink
