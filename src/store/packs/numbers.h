// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

namespace brink {

// A column of numbers below 2^32, two bytes each where all are below 2^16, else four. A view.
class Numbers {
 public:
  Numbers() = default;

  // Of so many. Empty when the bytes are of neither width.
  Numbers(std::string_view bytes, std::size_t size)
      : bytes_(bytes.data()), size_(bytes.size() == 2 * size || bytes.size() == 4 * size ? size : 0), narrow_(bytes.size() == 2 * size) {}

  std::size_t size() const { return size_; }
  std::uint32_t operator[](std::size_t index) const { return narrow_ ? at<std::uint16_t>(index) : at<std::uint32_t>(index); }
  Numbers part(std::size_t begin, std::size_t size) const {
    Numbers part = *this;
    part.bytes_ += begin * (narrow_ ? 2 : 4), part.size_ = size;
    return part;
  }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::uint32_t;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::uint32_t*;
    using reference = std::uint32_t;

    Iterator() = default;
    Iterator(const Numbers* of, std::size_t index) : of_(of), index_(index) {}
    std::uint32_t operator*() const { return (*of_)[index_]; }
    Iterator& operator++() { return ++index_, *this; }
    Iterator operator++(int) { return {of_, index_++}; }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const Numbers* of_ = nullptr;
    std::size_t index_ = 0;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }

 private:
  template <class Number>
  Number at(std::size_t index) const {
    Number number;
    std::memcpy(&number, bytes_ + index * sizeof number, sizeof number);
    return number;
  }

  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
  bool narrow_ = false;
};

}  // namespace brink
