// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace brink::sentences {

// The paragraphs of a text, in order. An empty line always ends one. A line's end does where the
// writer ended the line before it was full; where lines are broken to fit a width it is a blank.
class Paragraphs {
 public:
  explicit Paragraphs(std::string_view text) : text_(text) {}

  // Moves on; false at the end of the text.
  bool next();

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }  // without the line end

 private:
  void enter_block();
  bool goes_on(std::size_t line, std::size_t line_end, std::size_t next) const;

  std::string_view text_;
  std::size_t begin_ = 0, end_ = 0, from_ = 0;
  std::size_t block_end_ = 0;  // of the lines between two empty ones
  std::size_t width_ = 0;      // bytes of the longest of them
};

}  // namespace brink::sentences
