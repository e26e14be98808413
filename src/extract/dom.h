// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/tags.h"

namespace brink {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;

struct Attribute {
  std::string_view name;   // in lower case
  std::string_view value;  // character references are decoded
};

// An element or a run of text. The nodes of a page stand in one row in document order, so that the
// subtree of node n is [n, end).
struct Node {
  Tag tag = Tag::kText;
  std::uint16_t depth = 0;       // of the root: 0
  std::uint16_t attributes = 0;  // how many
  NodeId parent = kNoNode;
  NodeId end = 0;  // one past the last descendant
  std::uint32_t first_attribute = 0;
  std::string_view text;  // of text: its characters, decoded; of kUnknown: its name
};

struct DomSettings {
  std::size_t most_depth = 512;       // deeper elements are read as leaves at this depth
  std::size_t most_nodes = 4u << 20;  // what comes behind is not read
};

// A page as a tree, flat and immutable. Borrows the page: `html` must outlive it.
//
// The tree is built much as the HTML standard says, by rules that cost linear time on any input:
// implied ends (p, li, td ...), void and raw-text elements, character references, foreign content.
// What the standard does to misnested formatting (adoption) and to stray content in tables (foster
// parenting) is simplified; the order of the text is always that of the page. Contents of
// noscript and template are read as ordinary children; script, style, title, textarea and iframe
// hold at most one text. The root is always html; head and body are there if anything is in them.
class Dom {
 public:
  explicit Dom(std::string_view html, DomSettings settings = {});
  Dom(Dom&&) = default;
  Dom(const Dom&) = delete;  // the texts of a copy would point into the first

  std::size_t size() const { return nodes_.size(); }
  NodeId end() const { return static_cast<NodeId>(nodes_.size()); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  std::span<const Node> nodes() const { return nodes_; }

  bool is_text(NodeId id) const { return nodes_[id].tag == Tag::kText; }
  NodeId first_child(NodeId id) const { return id + 1 < nodes_[id].end ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const {
    const Node& n = nodes_[id];
    return n.parent != kNoNode && n.end < nodes_[n.parent].end ? n.end : kNoNode;
  }
  // True if `id` is `ancestor` or stands below it.
  bool within(NodeId id, NodeId ancestor) const {
    return ancestor <= id && id < nodes_[ancestor].end;
  }

  // The first element of this kind in [from, until); kNoNode when there is none.
  NodeId first(Tag tag, NodeId from = 0, NodeId until = kNoNode) const;

  std::span<const Attribute> attributes(NodeId id) const {
    return {attributes_.data() + nodes_[id].first_attribute, nodes_[id].attributes};
  }
  bool has_attribute(NodeId id, std::string_view name) const;
  // "" when there is none.
  std::string_view attribute(NodeId id, std::string_view name) const;

  // The text of a script, style, title or textarea as the page has it; "" when it is empty.
  std::string_view raw_text(NodeId id) const;
  // All text below, in order, blanks as in the page, without that of scripts and styles.
  std::string text(NodeId id) const;

 private:
  friend class DomBuilder;

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::deque<std::string> decoded_;  // texts and values that held character references
};

}  // namespace brink
