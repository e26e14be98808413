// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/dom.h"

namespace brink {

// Text that a reader sees in one piece: the inline content between two block borders or empty
// lines. Letters are counted without blanks; a CJK character counts as two.
struct Run {
  NodeId block = 0;  // the nearest block element around it
  NodeId first = 0;  // its first text node
  NodeId end = 0;    // one past its last text node
  std::uint32_t letters = 0;
  std::uint32_t link_letters = 0;  // of these in <a href>
  std::uint16_t marks = 0;         // commas, stops and the like
  Tag tag = Tag::kDiv;             // of `block`, or of a p, li, td, h1 ... close around it

  double link_share() const { return letters == 0 ? 0.0 : double(link_letters) / letters; }
  bool is_heading() const { return tag >= Tag::kH1 && tag <= Tag::kH6; }
  // Reads like prose rather than like a label or a list of links.
  bool is_prose() const { return letters >= 60 && marks > 0 && link_letters * 3 < letters; }
};

// The runs [begin, end) of a page.
struct RunRange {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

// What counts as text of a page.
enum class Shown : std::uint8_t {
  kPage,       // what a browser shows
  kFallbacks,  // also what noscript and template hold
};

// All runs of a page in order, and which of them stand below a node. Scripts, form controls,
// pictures and what only browsers without scripts show hold none.
class Runs {
 public:
  explicit Runs(const Dom& dom, Shown shown = Shown::kPage);

  // True for elements whose text is no part of the page.
  bool hides(Tag tag) const;
  Shown shown() const { return shown_; }

  std::span<const Run> all() const { return runs_; }
  const Run& operator[](std::size_t i) const { return runs_[i]; }
  std::size_t size() const { return runs_.size(); }
  RunRange below(const Dom& dom, NodeId node) const {
    return {begun_before_[node], begun_before_[dom[node].end]};
  }

 private:
  void cut(const Dom& dom);

  Shown shown_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> begun_before_;  // by node: how many runs begin before it
};

}  // namespace brink
