// SPDX-License-Identifier: Apache-2.0
#include "intake/byte_reader.h"

#include <algorithm>
#include <cstring>

namespace brink {
namespace {

constexpr std::size_t kBuffer = 64u << 10;

}  // namespace

ByteReader::ByteReader(std::unique_ptr<ByteSource> source, Damage damage)
    : source_(std::move(source)), damage_(std::move(damage)), buffer_(kBuffer, '\0') {}

// One more read, into a buffer with room for `want` held bytes. False at the end.
bool ByteReader::refill(std::size_t want) {
  if (ended_) return false;
  if (from_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + from_, end_ - from_);
    end_ -= from_, from_ = 0;
  }
  if (end_ == 0 && want <= kBuffer && buffer_.size() > kBuffer) {
    buffer_.resize(kBuffer);
    buffer_.shrink_to_fit();
  }
  if (end_ == buffer_.size()) buffer_.resize(std::max(std::min(want, end_ * 2), end_ + kBuffer));
  for (;;) {
    const Result<std::size_t> got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
    if (got) {
      end_ += *got;
      ended_ = *got == 0;
      return !ended_;
    }
    had_damage_ = true;
    if (damage_) damage_(got.error());
  }
}

std::string_view ByteReader::peek(std::size_t n) {
  while (end_ - from_ < n && refill(n)) {
  }
  return {buffer_.data() + from_, end_ - from_};
}

void ByteReader::skip(std::size_t n) {
  from_ += n;
  offset_ += n;
}

std::uint64_t ByteReader::discard(std::uint64_t n) {
  std::uint64_t passed = 0;
  while (passed < n) {
    const std::string_view held = peek(1);
    if (held.empty()) break;
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(held.size(), n - passed));
    skip(step);
    passed += step;
  }
  return passed;
}

ByteReader::Line ByteReader::read_line(std::size_t most) {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view held = peek(searched + 1);
    const std::size_t end = held.find('\n', searched);
    if (end != std::string_view::npos && end <= most + 1) {
      skip(end + 1);
      std::string_view text = held.substr(0, end);
      if (text.ends_with('\r')) text.remove_suffix(1);
      return {text, false};
    }
    if (held.size() > most + 1) break;
    if (held.size() == searched) return skip(held.size()), Line{held, held.size() > most};
    searched = held.size();
  }
  constexpr std::size_t kShown = 200;
  const std::string head(peek(1).substr(0, kShown));
  for (;;) {
    const std::string_view held = peek(1);
    const std::size_t end = held.find('\n');
    skip(end == std::string_view::npos ? held.size() : end + 1);
    if (held.empty() || end != std::string_view::npos) break;
  }
  long_line_ = head;
  return {long_line_, true};
}

}  // namespace brink
