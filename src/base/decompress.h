// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_source.h"
#include "brink/result.h"

namespace brink {

enum class Packing {
  kGzip,     // RFC 1952, any number of members
  kZlib,     // RFC 1950
  kDeflate,  // RFC 1951, without a frame
  kZstd,     // RFC 8878, any number of frames; a dictionary in front as .warc.zst files have it
  kBrotli,   // RFC 7932
};

// Error::found of bytes behind the packed data that are none themselves: nothing was lost by them.
inline constexpr std::string_view kNotPacked = "bytes that are not packed";

// How these first bytes are packed, by their magic numbers: gzip and zstd. 4 bytes suffice.
std::optional<Packing> packing_of(std::string_view first_bytes);

// What unpacking may grow to before it counts as a bomb.
struct UnpackBounds {
  std::uint64_t free_bytes = 64u << 20;  // nothing is judged before so much came out
  std::uint64_t most_ratio = 500;        // bytes out for each byte in; prose gives 3 to 10
};

// The bytes of `packed`, unpacked as they are asked for. Memory: a window of at most 128 MB (zstd;
// 64 kB for the others) and a buffer of 64 kB. A damaged gzip member or zstd frame gives an Error
// and reading goes on at the next one; what was unpacked before it has been handed out.
std::unique_ptr<ByteSource> unpack(std::unique_ptr<ByteSource> packed, Packing packing,
                                   UnpackBounds bounds = {});

// The whole of a small packed piece. Error when it is damaged from its first byte on or holds more
// than `most` bytes; bytes before later damage are given without one.
Result<std::string> unpack_bytes(std::string_view packed, Packing packing, std::uint64_t most);

}  // namespace brink
