// SPDX-License-Identifier: Apache-2.0
#include "extract/wires.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kLongestWireName = 64;  // bytes

using Wires = std::unordered_map<std::string_view, std::string_view>;

const Wires& wires() {
  static const Wires kWires = [] {
    Wires table;
    for (const auto& row : extract_rows("wires.tsv")) {
      if (row.size() != 2) continue;
      for (std::string_view rest = row[1]; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        table.emplace(rest.substr(0, comma), row[0]);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    }
    return table;
  }();
  return kWires;
}

bool is_character_start(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

std::string_view wire_named(std::string_view spelling) {
  spelling = trim(spelling);
  if (spelling.empty() || spelling.size() > kLongestWireName) return {};
  const auto found = wires().find(fold_case(spelling));
  return found == wires().end() ? std::string_view() : found->second;
}

std::string_view wire_at_start(std::string_view text, std::size_t& length) {
  for (length = std::min<std::size_t>(text.size(), 30); length >= 2; --length)
    if (is_character_start(text, length))
      if (const auto wire = wire_named(text.substr(0, length)); !wire.empty()) return wire;
  return {};
}

std::string_view wire_at_end(std::string_view text, std::size_t& length) {
  for (length = std::min<std::size_t>(text.size(), 30); length >= 2; --length)
    if (is_character_start(text, text.size() - length))
      if (const auto wire = wire_named(text.substr(text.size() - length)); !wire.empty())
        return wire;
  return {};
}

}  // namespace brink
