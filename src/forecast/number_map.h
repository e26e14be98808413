// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace brink {

// Keys of 64 bits to places in a list: open addressing, grows at half full, forgets nothing. For the
// innermost look-ups of a history, which std::unordered_map would make wait for memory twice.
class NumberMap {
 public:
  static constexpr int kNone = -1;

  NumberMap() : keys_(kFirst, kFree), values_(kFirst, kNone) {}

  // kNone when the key is not there.
  int find(std::uint64_t key) const { return values_[slot_of(key)]; }

  // The value of the key; put there as `value` when the key is new.
  int put(std::uint64_t key, int value) {
    const std::size_t slot = slot_of(key);
    if (values_[slot] != kNone) return values_[slot];
    keys_[slot] = key;
    values_[slot] = value;
    if (2 * ++size_ > keys_.size()) grow();
    return value;
  }

 private:
  static constexpr std::size_t kFirst = 1024;
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};

  std::size_t slot_of(std::uint64_t key) const {
    std::uint64_t mixed = key * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 29;
    std::size_t slot = mixed & (keys_.size() - 1);
    while (keys_[slot] != key && keys_[slot] != kFree) slot = (slot + 1) & (keys_.size() - 1);
    return slot;
  }

  void grow() {
    const std::vector<std::uint64_t> keys = std::move(keys_);
    const std::vector<int> values = std::move(values_);
    keys_.assign(2 * keys.size(), kFree);
    values_.assign(2 * keys.size(), kNone);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (values[i] == kNone) continue;
      const std::size_t slot = slot_of(keys[i]);
      keys_[slot] = keys[i];
      values_[slot] = values[i];
    }
  }

  std::vector<std::uint64_t> keys_;
  std::vector<int> values_;
  std::size_t size_ = 0;
};

inline std::uint64_t key_of(int a, int b) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32 | static_cast<std::uint32_t>(b);
}

}  // namespace brink
