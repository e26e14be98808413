// SPDX-License-Identifier: Apache-2.0
#include "base/packed_input.h"

#include <algorithm>
#include <cstring>

namespace brink {

std::string_view PackedInput::ahead(std::size_t least) {
  if (end_ - from_ < least) refill(least);
  return {buffer_.data() + from_, end_ - from_};
}

void PackedInput::refill(std::size_t least) {
  std::memmove(buffer_.data(), buffer_.data() + from_, end_ - from_);
  end_ -= from_, from_ = 0;
  while (!ended_ && end_ < least) {
    const Result<std::size_t> got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
    if (!got) {
      if (!damage_) damage_ = got.error();
      continue;
    }
    ended_ = *got == 0;
    end_ += *got;
  }
}

bool PackedInput::seek(std::string_view magic) {
  for (;;) {
    const std::string_view held = ahead(kBuffer);
    const std::size_t at = held.find(magic);
    if (at != std::string_view::npos) return take(at), true;
    if (held.size() < kBuffer) return take(held.size()), false;
    take(held.size() - (magic.size() - 1));
  }
}

void PackedInput::skip_zeros() {
  for (std::string_view held = ahead(1); !held.empty() && held.front() == '\0'; held = ahead(1))
    take(std::min(held.find_first_not_of('\0'), held.size()));
}

}  // namespace brink
