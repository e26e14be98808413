// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_source.h"

namespace brink {

// Lines of a source, one at a time: without line end ("\n", "\r\n"), without a byte order mark at the
// start, ill-formed UTF-8 replaced. Memory: the longest line, at most kLongest bytes.
class LineReader {
 public:
  static constexpr std::size_t kLongest = 1u << 20;
  static constexpr std::size_t kLongestRecord = 64u << 10;  // of lines that quotes hold together

  // `quoted`: line ends between double quotes belong to the record (RFC 4180). A quote that is not
  // closed within kLongestRecord bytes is told of once, and from there on lines are lines.
  LineReader(std::unique_ptr<ByteSource> bytes, bool quoted);

  struct Line {
    std::string text;
    std::uint64_t number = 0;  // of its first line, from 1
    bool too_long = false;     // text holds the beginning
    bool open_quote = false;   // text is its first line
  };
  std::optional<Line> next();

  // Damage that the source told of since the last call.
  std::optional<Error> damage() { return std::exchange(damage_, std::nullopt); }

 private:
  bool fill();
  std::size_t end_of_line();    // in held_; npos at the end of the source
  std::size_t end_of_record();  // likewise, past line ends in quotes
  Line cut(std::size_t end);
  void skip_line();

  std::unique_ptr<ByteSource> bytes_;
  bool quoted_;
  std::string held_;
  std::size_t from_ = 0;  // what of held_ was given out
  std::uint64_t number_ = 1;
  bool ended_ = false, open_quote_ = false, started_ = false;
  std::optional<Error> damage_;
};

}  // namespace brink
