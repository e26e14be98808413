// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dom.h"
#include "extract/html_scanner.h"

namespace brink {

// Fills a Dom from a page: the stack of open elements, and when a tag opens or closes which.
class DomBuilder {
 public:
  DomBuilder(Dom& dom, std::string_view html, DomSettings settings);

  void build();

 private:
  struct Open {
    NodeId node;
    Tag tag;
    bool foreign = false;  // svg or math, or inside one
    bool closed = false;   // its end tag came while a block inside was open: ends with that block
  };

  void start(const HtmlToken& token);
  void start_foreign(Tag tag, const HtmlToken& token);
  void start_html(Tag tag, const HtmlToken& token);
  void start_raw(Tag tag);
  void end(std::string_view name);
  void end_html(Tag tag, std::string_view name);
  void text(std::string_view raw);

  bool open_page_part(Tag tag, const HtmlToken& token);
  void ensure_body();
  bool close_for(Tag tag);
  void close_p();
  void close_items(Tag one, Tag other);
  bool close_to_table(Tag tag);
  void end_formatting(Tag tag, std::string_view name);

  NodeId append(Tag tag);
  NodeId append_element(Tag tag, const HtmlToken& token);
  void append_text(std::string_view raw, bool decode);
  void add_attributes(NodeId node, const HtmlToken& token);
  void push(NodeId node, bool foreign);
  void pop();
  void pop_to(std::size_t height);
  // The height in the stack of the nearest open `tag` that no element of `barrier` hides; 0 if
  // none.
  std::size_t find_open(Tag tag, unsigned barrier) const;
  std::size_t find_unknown(std::string_view name, unsigned barrier) const;
  bool is_open(Tag tag) const { return open_count_[static_cast<std::size_t>(tag)] > 0; }
  bool is_full() const { return dom_.nodes_.size() >= settings_.most_nodes; }

  std::string_view lower(std::string_view name);
  std::string_view keep(std::string text);
  std::string_view decoded(std::string_view raw, bool attribute);

  Dom& dom_;
  HtmlScanner scanner_;
  DomSettings settings_;
  std::vector<Open> stack_;
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::kCount)> open_count_{};
  // Elements deeper than allowed, by tag: their end tags must not close what stands above.
  std::array<std::uint32_t, static_cast<std::size_t>(Tag::kCount)> too_deep_{};
  std::uint32_t too_deep_count_ = 0;
  NodeId head_ = kNoNode, body_ = kNoNode;
  bool form_open_ = false;
  bool after_block_ = true;  // nothing but blanks stands between the last block's tag and here
  std::string scratch_;
};

}  // namespace brink
