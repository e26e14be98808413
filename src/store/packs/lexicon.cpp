// SPDX-License-Identifier: Apache-2.0
#include "store/packs/lexicon.h"

#include <algorithm>

#include "base/hash.h"

namespace brink {

std::uint32_t Lexicon::number_of(std::string_view text) {
  if (slots_.size() < 2 * (size() + 1)) grow();
  const std::uint64_t hash = short_hash(text);
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t last = slots_.size() - 1;
  for (std::size_t at = hash & last;; at = (at + 1) & last) {
    Slot& slot = slots_[at];
    if (slot.next == 0) {
      const auto number = static_cast<std::uint32_t>(size());
      texts_ += text;
      ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
      slot = {tag, number + 1};
      return number;
    }
    if (slot.tag == tag && (*this)[slot.next - 1] == text) return slot.next - 1;
  }
}

void Lexicon::grow() {
  std::vector<Slot> slots(std::max<std::size_t>(64, 2 * slots_.size()));
  const std::size_t last = slots.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint64_t hash = short_hash((*this)[number]);
    std::size_t at = hash & last;
    while (slots[at].next != 0) at = (at + 1) & last;
    slots[at] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
  }
  slots_ = std::move(slots);
}

}  // namespace brink
