// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/byte_source.h"
#include "brink/result.h"

namespace brink {

// A look-ahead over a source. Holds what was peeked at and a buffer of 64 kB, no more.
class ByteReader {
 public:
  // `damage` is told when the source has holes; the bytes behind a hole follow those before it.
  using Damage = std::function<void(const Error&)>;
  ByteReader(std::unique_ptr<ByteSource> source, Damage damage);

  // At least the next `n` bytes, fewer only at the end. Valid until the next call.
  std::string_view peek(std::size_t n);
  // Past `n` bytes that were peeked at.
  void skip(std::size_t n);
  // Past `n` bytes, held or not; returns how many there were.
  std::uint64_t discard(std::uint64_t n);

  bool at_end() { return peek(1).empty(); }
  std::uint64_t offset() const { return offset_; }  // of the next byte
  bool had_damage() const { return had_damage_; }

  struct Line {
    std::string_view text;  // without its end, "\n" or "\r\n"; valid until the next call
    bool too_long = false;  // `text` is then the line's beginning; all of it was passed
  };
  // Past the next line. Needs !at_end().
  Line read_line(std::size_t most);

  // All that is left, or as much as shows that it is more than `most` (most + 1 bytes).
  std::string_view rest(std::size_t most) { return peek(most + 1).substr(0, most + 1); }

 private:
  bool refill(std::size_t want);

  std::unique_ptr<ByteSource> source_;
  Damage damage_;
  std::string buffer_;
  std::string long_line_;  // the beginning of a line that was too long
  std::size_t from_ = 0, end_ = 0;
  std::uint64_t offset_ = 0;
  bool ended_ = false, had_damage_ = false;
};

}  // namespace brink
