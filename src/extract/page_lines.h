// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/body.h"
#include "extract/dom.h"

namespace brink {

// What the names and kinds of the elements around a text say of it, as bits.
enum Around : std::uint16_t {
  kInComment = 1,
  kInAside = 2,  // other articles, side columns, advertisements
  kInNavigation = 4,
  kInFooter = 8,
  kHoldsDate = 16,
  kHoldsModified = 32,
  kHoldsEvent = 64,
  kHoldsAuthor = 128,
  kInTime = 256,     // below <time>
  kInHeading = 512,  // below h1 to h6
  kInArticleBody = 1024,
};
inline constexpr unsigned kElsewhere = kInComment | kInAside | kInNavigation | kInFooter;

// A line of text as the page shows it: what stands between two breaks.
struct Line {
  NodeId node = kNoNode;             // the first text in it
  NodeId last = kNoNode;             // the last
  std::uint32_t begin = 0, end = 0;  // in PageLines::text()
  unsigned around = 0;               // place bits of its first text; hint bits of all
};

// The visible text of a page, line by line, with what surrounds each line.
class PageLines {
 public:
  PageLines(const Dom& dom, const Body& body);

  const std::string& text() const { return text_; }  // lines end with "\n"
  const std::vector<Line>& lines() const { return lines_; }
  std::string_view text_of(const Line& line) const {
    return std::string_view(text_).substr(line.begin, line.end - line.begin);
  }
  unsigned around(NodeId id) const { return around_[id]; }

  // Where the article's own paragraphs begin and end; kNoNode when there are none.
  NodeId first_block() const { return first_block_; }
  NodeId last_block() const { return last_block_; }

  // The index of the first line with text at or behind `id`; lines().size() for none.
  std::size_t line_at(NodeId id) const;

 private:
  void mark(const Dom& dom, const Body& body);
  void cut(const Dom& dom);
  void add(const Node& node, NodeId id, Line& line, bool& gap);
  void finish(Line& line);

  std::vector<std::uint16_t> around_;  // by node
  NodeId first_block_ = kNoNode, last_block_ = kNoNode;
  std::string text_;
  std::vector<Line> lines_;
};

}  // namespace brink
