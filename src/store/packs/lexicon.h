// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// Gives each different text a number, from 0 up in the order of their coming.
class Lexicon {
 public:
  std::uint32_t number_of(std::string_view text);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::uint32_t number) const {  // good till the next text comes
    const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(texts_).substr(begin, ends_[number] - begin);
  }

  // All of them, one after the other, and where each ends.
  const std::string& texts() const { return texts_; }
  const std::vector<std::uint32_t>& ends() const { return ends_; }

 private:
  struct Slot {
    std::uint32_t tag = 0, next = 0;  // of the text's hash; one more than its number, 0 for none
  };
  void grow();

  std::string texts_;
  std::vector<std::uint32_t> ends_;
  std::vector<Slot> slots_;  // a power of two, at most half of them taken
};

}  // namespace brink
