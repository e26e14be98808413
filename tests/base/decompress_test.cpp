// SPDX-License-Identifier: Apache-2.0
#include "base/decompress.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace brink {
namespace {

std::string deflated(std::string_view bytes, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}
std::string gzip(std::string_view bytes) { return deflated(bytes, 31); }
std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

struct Unpacked {
  std::string bytes;
  std::vector<Error> errors;
};

// Reads in pieces of `step` bytes.
Unpacked read_all(std::string_view packed, Packing packing, std::size_t step = 1000,
                  UnpackBounds bounds = {}) {
  const auto source = unpack(open_bytes(packed), packing, bounds);
  Unpacked all;
  std::string piece(step, '\0');
  for (;;) {
    const auto got = source->read(piece.data(), piece.size());
    if (!got)
      all.errors.push_back(got.error());
    else if (*got == 0)
      return all;
    else
      all.bytes.append(piece, 0, *got);
  }
}

std::string some_text(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) text += "line " + std::to_string(i * 7919 % 10007) + "\n";
  return text;
}

TEST(Unpack, EveryPackingInAnyPieces) {
  const std::string text = some_text(20000);
  for (const std::size_t step : {std::size_t{1}, std::size_t{777}, std::size_t{1} << 20}) {
    EXPECT_EQ(read_all(gzip(text), Packing::kGzip, step).bytes, text);
    EXPECT_EQ(read_all(zstd(text), Packing::kZstd, step).bytes, text);
    EXPECT_EQ(read_all(deflated(text, 15), Packing::kZlib, step).bytes, text);
    EXPECT_EQ(read_all(deflated(text, -15), Packing::kDeflate, step).bytes, text);
  }
}

TEST(Unpack, ManyUnitsReadAsOne) {
  EXPECT_EQ(read_all(gzip("a") + gzip("") + gzip("b"), Packing::kGzip).bytes, "ab");
  EXPECT_EQ(read_all(zstd("a") + zstd("") + zstd("b"), Packing::kZstd).bytes, "ab");
  const Unpacked padded = read_all(gzip("a") + std::string(100000, '\0'), Packing::kGzip);
  EXPECT_EQ(padded.bytes, "a");
  EXPECT_TRUE(padded.errors.empty());
}

TEST(Unpack, WhatIsCutGivesWhatIsThere) {
  const std::string text = some_text(20000), packed = gzip(text);
  const Unpacked cut =
      read_all(std::string_view(packed).substr(0, packed.size() / 2), Packing::kGzip);
  EXPECT_GT(cut.bytes.size(), text.size() / 4);
  EXPECT_TRUE(text.starts_with(cut.bytes));
  ASSERT_EQ(cut.errors.size(), 1u);
  EXPECT_EQ(cut.errors[0].found, "the end of the data");
}

TEST(Unpack, DamageLosesOneUnit) {
  for (const bool gz : {true, false}) {
    const auto pack = gz ? gzip : zstd;
    std::string bad = pack(some_text(500));
    for (std::size_t i = 12; i < bad.size(); i += 3) bad[i] = static_cast<char>(bad[i] ^ 0x5A);
    const Unpacked all =
        read_all(pack("first ") + bad + pack("last"), gz ? Packing::kGzip : Packing::kZstd);
    EXPECT_TRUE(all.bytes.starts_with("first ")) << gz;
    EXPECT_TRUE(all.bytes.ends_with("last")) << gz;
    EXPECT_GE(all.errors.size(), 1u) << gz;
  }
}

TEST(Unpack, EndlessDamageEnds) {
  std::string magic;
  for (int i = 0; i < 100000; ++i) magic += "\x28\xb5\x2f\xfd";
  EXPECT_EQ(read_all(magic, Packing::kZstd).errors.size(), 1000u);
  EXPECT_GE(read_all("\x1f\x8b\x08", Packing::kGzip).errors.size(), 1u);
  EXPECT_TRUE(read_all("", Packing::kGzip).errors.empty());
}

TEST(Unpack, ABombIsStopped) {
  UnpackBounds bounds;
  bounds.free_bytes = 1u << 20;
  const Unpacked bomb = read_all(gzip(std::string(20u << 20, '\0')), Packing::kGzip, 65536, bounds);
  EXPECT_LT(bomb.bytes.size(), 3u << 20);
  ASSERT_EQ(bomb.errors.size(), 1u);
  EXPECT_EQ(bomb.errors[0].expected, "at most 500 for each packed byte");
}

TEST(Unpack, SmallPiecesAreBounded) {
  EXPECT_EQ(*unpack_bytes(gzip("abc"), Packing::kGzip, 3), "abc");
  EXPECT_FALSE(unpack_bytes(gzip("abcd"), Packing::kGzip, 3));
  EXPECT_FALSE(unpack_bytes("junk", Packing::kGzip, 100));
  EXPECT_FALSE(unpack_bytes("junk", Packing::kBrotli, 100));
}

TEST(Unpack, BrotliIsRead) {
  // A stored meta-block (RFC 7932, section 9.2): window 16, 3 bytes, then the last, empty one.
  const unsigned char stored[] = {0x20, 0x00, 0x10, 'a', 'b', 'c', 0x03};
  const std::string packed(reinterpret_cast<const char*>(stored), sizeof stored);
  const auto unpacked = unpack_bytes(packed, Packing::kBrotli, 100);
  ASSERT_TRUE(unpacked) << unpacked.error().sentence();
  EXPECT_EQ(*unpacked, "abc");
}

}  // namespace
}  // namespace brink
