// SPDX-License-Identifier: Apache-2.0
#include "extract/dom.h"

#include <algorithm>

#include "extract/dom_builder.h"

namespace brink {

Dom::Dom(std::string_view html, DomSettings settings) { DomBuilder(*this, html, settings).build(); }

NodeId Dom::first(Tag tag, NodeId from, NodeId until) const {
  const NodeId stop = std::min(until, end());
  for (NodeId id = from; id < stop; ++id)
    if (nodes_[id].tag == tag) return id;
  return kNoNode;
}

bool Dom::has_attribute(NodeId id, std::string_view name) const {
  const auto all = attributes(id);
  return std::any_of(all.begin(), all.end(), [&](const Attribute& a) { return a.name == name; });
}

std::string_view Dom::attribute(NodeId id, std::string_view name) const {
  for (const Attribute& attribute : attributes(id))
    if (attribute.name == name) return attribute.value;
  return {};
}

std::string_view Dom::raw_text(NodeId id) const {
  const NodeId child = first_child(id);
  return child != kNoNode && is_text(child) ? nodes_[child].text : std::string_view{};
}

std::string Dom::text(NodeId id) const {
  std::string text;
  for (NodeId n = id; n < nodes_[id].end;) {
    const Node& node = nodes_[n];
    if (node.tag == Tag::kScript || node.tag == Tag::kStyle) {
      n = node.end;
      continue;
    }
    if (node.tag == Tag::kText) text += node.text;
    ++n;
  }
  return text;
}

}  // namespace brink
