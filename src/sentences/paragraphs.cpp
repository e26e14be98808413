// SPDX-License-Identifier: Apache-2.0
#include "sentences/paragraphs.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink::sentences {
namespace {

// Widths, in bytes, to which programs and people break lines. Mail says 72 to 78, the raw texts of
// treebanks 80; a line beyond the greatest was not broken to fit.
constexpr std::size_t kLeastWidth = 50, kMostWidth = 140;

std::size_t line_end(std::string_view text, std::size_t from) {
  return std::min(text.find('\n', from), text.size());
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool blank_line(std::string_view line) { return std::all_of(line.begin(), line.end(), blank); }

std::size_t first_word_size(std::string_view line) {
  return std::min(line.find_first_of(" \t\r"), line.size());
}

bool begins_small(std::string_view line) {
  return !line.empty() && line.front() >= 'a' && line.front() <= 'z';
}

bool ends_open(std::string_view line) {
  return !line.empty() && std::string_view(".!?:;").find(line.back()) == std::string_view::npos;
}

}  // namespace

// Measures the lines up to the next empty one.
void Paragraphs::enter_block() {
  width_ = 0;
  for (block_end_ = from_; block_end_ < text_.size();) {
    const std::size_t end = line_end(text_, block_end_);
    const std::string_view line = text_.substr(block_end_, end - block_end_);
    if (blank_line(line)) break;
    width_ = std::max(width_, trim(line).size());
    block_end_ = std::min(end + 1, text_.size());
  }
}

// True where the line's end is but a blank: the next word would not have fitted, or the sentence
// plainly goes on.
bool Paragraphs::goes_on(std::size_t line, std::size_t line_end_at, std::size_t next) const {
  const std::string_view here = trim(text_.substr(line, line_end_at - line));
  const std::string_view after = trim(text_.substr(next, line_end(text_, next) - next));
  if (begins_small(after) && ends_open(here)) return true;
  const bool wrapped = width_ >= kLeastWidth && width_ <= kMostWidth;
  return wrapped && here.size() + 1 + first_word_size(after) > width_;
}

bool Paragraphs::next() {
  while (from_ < text_.size() && from_ >= block_end_) {
    enter_block();
    if (block_end_ == from_) from_ = block_end_ = std::min(line_end(text_, from_) + 1, text_.size());
  }
  if (from_ >= text_.size()) return false;
  begin_ = from_;
  for (std::size_t line = from_;;) {
    end_ = line_end(text_, line);
    from_ = std::min(end_ + 1, text_.size());
    if (from_ >= block_end_ || !goes_on(line, end_, from_)) return true;
    line = from_;
  }
}

}  // namespace brink::sentences
