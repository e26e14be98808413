// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace brink {

// How fast a count is forgotten, in steps to the half; the last never is.
inline constexpr std::size_t kLinkMemories = 4;
inline constexpr std::array<double, kLinkMemories - 1> kLinkHalfLives = {1.5, 8, 40};

// What is left of a count after so many steps, by memory.
class LinkFading {
 public:
  LinkFading() {
    for (std::size_t age = 0; age < kAges; ++age)
      for (std::size_t k = 0; k < kLinkMemories; ++k)
        left_[age][k] = k + 1 == kLinkMemories ? 1 : static_cast<float>(std::exp2(-static_cast<double>(age) / kLinkHalfLives[k]));
  }

  const std::array<float, kLinkMemories>& after(int steps) const {
    return left_[std::min<std::size_t>(static_cast<std::size_t>(std::max(steps, 0)), kAges - 1)];
  }

 private:
  static constexpr std::size_t kAges = 2048;
  std::array<std::array<float, kLinkMemories>, kAges> left_{};
};

// How often something happened, in each memory, and when last and the time before.
struct LinkTally {
  std::array<float, kLinkMemories> faded{};  // as of `last`
  int last = -1, before = -1;                // steps; -1: never

  void add(int step, const LinkFading& fading) {
    if (step != last) {
      if (last >= 0)
        for (std::size_t k = 0; k < kLinkMemories; ++k) faded[k] *= fading.after(step - last)[k];
      before = last;
      last = step;
    }
    for (float& count : faded) count += 1;
  }

  std::array<float, kLinkMemories> at(int step, const LinkFading& fading) const {
    std::array<float, kLinkMemories> now = faded;
    if (last < 0) return now;
    const auto& left = fading.after(step - last);
    for (std::size_t k = 0; k < kLinkMemories; ++k) now[k] *= left[k];
    return now;
  }
};

}  // namespace brink
