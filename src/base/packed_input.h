// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/byte_source.h"

namespace brink {

// Packed bytes with a look ahead of at most 64 kB.
class PackedInput {
 public:
  static constexpr std::size_t kBuffer = 64u << 10;

  explicit PackedInput(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // What is held unread: at least `least` (<= kBuffer) bytes unless the source ends first.
  std::string_view ahead(std::size_t least);
  void take(std::size_t n) { from_ += n, taken_ += n; }
  std::uint64_t taken() const { return taken_; }

  // Damage that the source itself told of since the last call.
  std::optional<Error> damage() { return std::exchange(damage_, std::nullopt); }

  // Moves to the next place where `magic` stands; false, and at the end, when there is none.
  bool seek(std::string_view magic);
  void skip_zeros();

 private:
  void refill(std::size_t least);

  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_ = std::vector<char>(kBuffer);
  std::size_t from_ = 0, end_ = 0;
  std::uint64_t taken_ = 0;
  bool ended_ = false;
  std::optional<Error> damage_;
};

}  // namespace brink
