// SPDX-License-Identifier: Apache-2.0
#include "exchange/line_reader.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kNone = std::string::npos;
constexpr std::size_t kChunk = 64u << 10;

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteSource> bytes, bool quoted)
    : bytes_(std::move(bytes)), quoted_(quoted) {}

bool LineReader::fill() {
  if (ended_) return false;
  if (from_ > 0) held_.erase(0, from_), from_ = 0;
  const std::size_t before = held_.size();
  held_.resize(before + kChunk);
  const auto read = bytes_->read(held_.data() + before, kChunk);
  if (!read) damage_ = read.error();
  held_.resize(before + (read ? *read : 0));
  if (read && *read == 0) ended_ = true;
  return !ended_;
}

std::size_t LineReader::end_of_line() {
  for (std::size_t seen = 0;;) {
    const std::size_t end = held_.find('\n', from_ + seen);
    if (end != kNone) return end;
    seen = held_.size() - from_;
    if (seen > kLongest || !fill()) return kNone;
  }
}

std::size_t LineReader::end_of_record() {
  bool inside = false;
  for (std::size_t seen = 0;; ++seen) {
    while (from_ + seen >= held_.size())
      if (!fill()) return inside ? (open_quote_ = true, kNone) : kNone;
    const char c = held_[from_ + seen];
    if (c == '"') inside = !inside;
    if (c == '\n' && !inside) return from_ + seen;
    if (inside && seen > kLongestRecord) return open_quote_ = true, kNone;
    if (seen > kLongest) return kNone;
  }
}

LineReader::Line LineReader::cut(std::size_t end) {
  Line line;
  line.number = number_;
  std::string_view text = std::string_view(held_).substr(from_, end - from_);
  number_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  from_ = std::min(end + 1, held_.size());
  while (text.ends_with('\r')) text.remove_suffix(1);
  line.text = is_utf8(text) ? std::string(text) : repair_utf8(text);
  return line;
}

void LineReader::skip_line() {
  for (;;) {
    const std::size_t end = held_.find('\n', from_);
    if (end != kNone) return void(from_ = end + 1);
    from_ = held_.size();
    if (!fill()) return;
  }
}

std::optional<LineReader::Line> LineReader::next() {
  if (!started_) {
    started_ = true;
    while (held_.size() < 3 && fill()) {
    }
    if (held_.starts_with("\xEF\xBB\xBF")) from_ = 3;
  }
  std::size_t end = quoted_ ? end_of_record() : end_of_line();
  const bool open = open_quote_;
  if (open) {
    quoted_ = open_quote_ = false;
    end = end_of_line();
  }
  if (end == kNone && held_.size() - from_ > kLongest) {
    Line line;
    line.number = number_++;
    line.too_long = true;
    line.text = repair_utf8(std::string_view(held_).substr(from_, 80));
    skip_line();
    return line;
  }
  if (end == kNone && from_ >= held_.size()) return {};
  Line line = cut(end == kNone ? held_.size() : end);
  line.open_quote = open;
  return line;
}

}  // namespace brink
