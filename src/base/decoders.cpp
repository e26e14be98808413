// SPDX-License-Identifier: Apache-2.0
#include "base/decoders.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

namespace brink {
namespace {

class InflateDecoder : public Decoder {
 public:
  // `window_bits` as inflateInit2 wants it: +16 for gzip, negative for bare deflate.
  InflateDecoder(int window_bits, std::string_view magic) : magic_(magic) {
    ready_ = inflateInit2(&stream_, window_bits) == Z_OK;
  }
  InflateDecoder(const InflateDecoder&) = delete;
  InflateDecoder& operator=(const InflateDecoder&) = delete;
  ~InflateDecoder() override { inflateEnd(&stream_); }

  Step step(std::string_view in, char* out, std::size_t room) override {
    if (!ready_) return {0, 0, Step::State::kBroken, "no memory for zlib"};
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(room);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    Step done{in.size() - stream_.avail_in, room - stream_.avail_out, Step::State::kMore, {}};
    if (code == Z_STREAM_END) done.state = Step::State::kUnitEnded;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      done.state = Step::State::kBroken;
      done.reason = stream_.msg ? stream_.msg : "broken deflate data";
    }
    return done;
  }
  void restart() override { inflateReset(&stream_); }
  std::string_view magic() const override { return magic_; }

 private:
  z_stream stream_{};
  std::string_view magic_;
  bool ready_ = false;
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDCtx()) {}

  bool load_dictionary(std::string_view dictionary) override {
    return !ZSTD_isError(
        ZSTD_DCtx_loadDictionary(stream_.get(), dictionary.data(), dictionary.size()));
  }
  Step step(std::string_view in, char* out, std::size_t room) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer into{out, room, 0};
    const std::size_t code = ZSTD_decompressStream(stream_.get(), &into, &from);
    Step done{from.pos, into.pos, Step::State::kMore, {}};
    if (ZSTD_isError(code)) {
      done.state = Step::State::kBroken;
      done.reason = ZSTD_getErrorName(code);
    } else if (code == 0) {
      done.state = Step::State::kUnitEnded;
    }
    return done;
  }
  void restart() override { ZSTD_DCtx_reset(stream_.get(), ZSTD_reset_session_only); }
  std::string_view magic() const override { return "\x28\xb5\x2f\xfd"; }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> stream_;
};

class BrotliDecoder : public Decoder {
 public:
  BrotliDecoder() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}

  Step step(std::string_view in, char* out, std::size_t room) override {
    std::size_t in_left = in.size(), out_left = room;
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(out);
    const BrotliDecoderResult code = BrotliDecoderDecompressStream(state_.get(), &in_left, &next_in,
                                                                   &out_left, &next_out, nullptr);
    Step done{in.size() - in_left, room - out_left, Step::State::kMore, {}};
    if (code == BROTLI_DECODER_RESULT_SUCCESS) done.state = Step::State::kUnitEnded;
    if (code == BROTLI_DECODER_RESULT_ERROR) {
      done.state = Step::State::kBroken;
      done.reason = "broken brotli data";
    }
    return done;
  }
  void restart() override {}
  std::string_view magic() const override { return {}; }

 private:
  struct Free {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };
  std::unique_ptr<BrotliDecoderState, Free> state_;
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(Packing packing) {
  // Window bits as inflateInit2 wants them: +16 asks for gzip's frame, a negative number for none.
  switch (packing) {
    case Packing::kGzip:
      return std::make_unique<InflateDecoder>(15 + 16, "\x1f\x8b\x08");
    case Packing::kZlib:
      return std::make_unique<InflateDecoder>(15, "");
    case Packing::kDeflate:
      return std::make_unique<InflateDecoder>(-15, "");
    case Packing::kZstd:
      return std::make_unique<ZstdDecoder>();
    case Packing::kBrotli:
      return std::make_unique<BrotliDecoder>();
  }
  return nullptr;
}

}  // namespace brink
