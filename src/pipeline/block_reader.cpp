// SPDX-License-Identifier: Apache-2.0
#include "pipeline/block_reader.h"

#include <algorithm>

namespace brink {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Behind the last empty line of `text` that is not older than `least`; 0 when there is none.
std::size_t last_border(std::string_view text, std::size_t least) {
  for (std::size_t end = text.rfind('\n'); end != std::string_view::npos && end > least;) {
    std::size_t at = end;
    while (at > 0 && blank(text[at - 1])) --at;
    if (at > 0 && text[at - 1] == '\n') return end + 1;
    end = at > 0 ? text.rfind('\n', at - 1) : std::string_view::npos;
  }
  return 0;
}

// Where `text` may be cut without parting a code point.
std::size_t code_point_border(std::string_view text) {
  std::size_t at = text.size();
  for (int i = 0; i < 4 && at > 1; ++i)
    if ((static_cast<unsigned char>(text[--at]) & 0xC0) != 0x80) return at;
  return text.size();
}

}  // namespace

void BlockReader::fill(std::size_t least) {
  constexpr std::size_t kRoom = 64u << 10;
  while (!ended_ && held_.size() < least) {
    const std::size_t size = held_.size();
    held_.resize(size + kRoom);
    const auto got = source_.read(held_.data() + size, kRoom);
    if (!got) damage_ = got.error();
    held_.resize(size + (got ? *got : 0));
    ended_ = !got || *got == 0;
  }
}

std::string_view BlockReader::next() {
  held_.erase(0, taken_);
  std::size_t seen = 0;
  for (std::size_t wanted = kWanted;; wanted *= 2) {
    fill(wanted);
    cut_short_ = false;
    taken_ = ended_ ? held_.size() : last_border(held_, seen);
    if (taken_ > 0 || held_.empty()) break;
    if (held_.size() >= most_) {
      cut_short_ = true;
      taken_ = code_point_border(held_);
      break;
    }
    seen = held_.size();
  }
  return std::string_view(held_).substr(0, taken_);
}

}  // namespace brink
