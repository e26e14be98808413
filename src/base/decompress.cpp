// SPDX-License-Identifier: Apache-2.0
#include "base/decompress.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/decoders.h"
#include "base/packed_input.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b\x08";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
// A skippable zstd frame that holds the dictionary of a .warc.zst file, itself packed or not:
// IIPC, "Use of Zstandard compression with WARC files", draft of 2021.
constexpr std::string_view kDictionaryMagic = "\x5d\x2a\x4d\x18";
constexpr std::size_t kMostDictionary = 16u << 20;
constexpr int kMostDamages = 1000;  // then the rest is not worth a try

std::uint32_t little_endian(std::string_view four) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(four[i]);
  return value;
}

bool starts_zstd_unit(std::string_view held) {
  const bool skippable =
      held.size() >= 4 && (little_endian(held.substr(0, 4)) & 0xFFFFFFF0u) == 0x184D2A50u;
  return skippable || held.starts_with(kZstdMagic);
}

class UnpackedSource : public ByteSource {
 public:
  UnpackedSource(std::unique_ptr<ByteSource> packed, Packing packing, UnpackBounds bounds)
      : in_(std::move(packed)),
        decoder_(make_decoder(packing)),
        packing_(packing),
        bounds_(bounds) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    while (!ended_) {
      if (!pending_.empty()) return broken(std::exchange(pending_, {}));
      const bool begins = !in_unit_;
      if (begins && !begin_unit()) {
        if (ended_) break;
        return broken(std::string(kNotPacked));
      }
      const std::string_view held = in_.ahead(1);
      if (const auto error = in_.damage()) return *error;
      const Step done = decoder_->step(held, into, room);
      in_.take(done.in);
      given_ += done.out;
      if (done.state == Step::State::kUnitEnded) end_unit();
      if (is_bomb()) return ended_ = true, bomb();
      if (done.state == Step::State::kBroken) pending_ = done.reason;
      if (done.out > 0) return done.out;
      if (held.empty() && in_unit_ && pending_.empty()) return ended_ = true, cut_off();
    }
    return std::size_t{0};
  }

 private:
  // False at the end of the input (`ended_`) or where no unit begins.
  bool begin_unit() {
    if (units_ == 0 && packing_ == Packing::kZstd) read_dictionary();
    if (units_ > 0 && packing_ == Packing::kGzip) in_.skip_zeros();  // tape-like padding
    const std::string_view held = in_.ahead(8);
    unit_begin_ = in_.taken();
    ended_ = held.empty() || (units_ > 0 && decoder_->magic().empty());
    if (ended_) return false;
    if (units_ > 0 && packing_ == Packing::kGzip && !held.starts_with(kGzipMagic)) return false;
    if (packing_ == Packing::kZstd && !starts_zstd_unit(held)) return false;
    return in_unit_ = true;
  }

  void end_unit() {
    ++units_;
    in_unit_ = false;
    decoder_->restart();
  }

  void read_dictionary() {
    const std::string_view head = in_.ahead(8);
    if (head.size() < 8 || !head.starts_with(kDictionaryMagic)) return;
    const std::size_t size = little_endian(head.substr(4, 4));
    if (size > kMostDictionary) return;  // an ordinary skippable frame: the decoder passes it over
    in_.take(8);
    std::string dictionary;
    while (dictionary.size() < size) {
      const std::string_view held = in_.ahead(1).substr(0, size - dictionary.size());
      if (held.empty()) break;
      dictionary += held;
      in_.take(held.size());
    }
    if (dictionary.starts_with(kZstdMagic)) {
      auto unpacked = unpack_bytes(dictionary, Packing::kZstd, kMostDictionary);
      if (unpacked) dictionary = std::move(unpacked).value();
    }
    decoder_->load_dictionary(dictionary);  // without it the frames tell what they miss
  }

  // Goes on at the next unit behind the damage, so that each byte is tried but once.
  Error broken(const std::string& reason) {
    const Error error{"unpack", place(), reason, "packed data"};
    end_unit();
    if (in_.taken() == unit_begin_ && !in_.ahead(1).empty()) in_.take(1);
    ended_ =
        decoder_->magic().empty() || ++damages_ == kMostDamages || !in_.seek(decoder_->magic());
    return error;
  }
  Error cut_off() const {
    return {"unpack", place(), "the end of the data", "the rest of what was packed"};
  }
  bool is_bomb() const {
    return given_ > bounds_.free_bytes &&
           given_ / bounds_.most_ratio > std::max<std::uint64_t>(in_.taken(), 1);
  }
  Error bomb() const {
    return {"unpack", place(), fmt::format("{} bytes unpacked", given_),
            fmt::format("at most {} for each packed byte", bounds_.most_ratio)};
  }
  std::string place() const { return fmt::format("packed byte {}", in_.taken()); }

  PackedInput in_;
  std::unique_ptr<Decoder> decoder_;
  Packing packing_;
  UnpackBounds bounds_;
  std::uint64_t given_ = 0, units_ = 0, unit_begin_ = 0;
  int damages_ = 0;
  bool in_unit_ = false, ended_ = false;
  std::string pending_;  // damage behind bytes that had to be handed out first
};

}  // namespace

std::optional<Packing> packing_of(std::string_view first_bytes) {
  if (first_bytes.starts_with(kGzipMagic)) return Packing::kGzip;
  if (starts_zstd_unit(first_bytes)) return Packing::kZstd;
  return {};
}

std::unique_ptr<ByteSource> unpack(std::unique_ptr<ByteSource> packed, Packing packing,
                                   UnpackBounds bounds) {
  return std::make_unique<UnpackedSource>(std::move(packed), packing, bounds);
}

Result<std::string> unpack_bytes(std::string_view packed, Packing packing, std::uint64_t most) {
  const auto source = unpack(open_bytes(packed), packing, {});
  std::string out;
  std::array<char, 16384> chunk;
  for (;;) {
    const Result<std::size_t> got = source->read(chunk.data(), chunk.size());
    if (!got && out.empty()) return got.error();
    if (!got || *got == 0) return out;
    if (out.size() + *got > most)
      return Error{"unpack", "", fmt::format("more than {} bytes", most), "a smaller piece"};
    out.append(chunk.data(), *got);
  }
}

}  // namespace brink
