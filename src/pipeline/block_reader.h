// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/byte_source.h"

namespace brink {

// Bytes of a source in stretches that end where an empty line does.
class BlockReader {
 public:
  static constexpr std::size_t kWanted = 128u << 10;  // bytes of a stretch, where borders allow

  BlockReader(ByteSource& source, std::size_t most) : source_(source), most_(most) {}

  // What comes next: up to the last empty line of about kWanted bytes, or to the end, or, where
  // there is no empty line, about `most` bytes. Empty at the end. Holds until the next call.
  std::string_view next();

  // Puts back the end of the last stretch from byte `from` of it.
  void put_back_from(std::size_t from) { taken_ = from; }

  // The last stretch ends inside a paragraph.
  bool cut_short() const { return cut_short_; }

  // What the source told of damage.
  const std::optional<Error>& damage() const { return damage_; }

 private:
  void fill(std::size_t least);

  ByteSource& source_;
  std::size_t most_;
  std::string held_;
  std::size_t taken_ = 0;  // bytes of held_ that were given out
  bool ended_ = false, cut_short_ = false;
  std::optional<Error> damage_;
};

}  // namespace brink
