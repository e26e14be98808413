// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "exchange/exchange.h"

namespace brink {

// Column names of a table and where each stands.
class Layout {
 public:
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  Layout() = default;
  explicit Layout(std::vector<std::string> names);
  static Layout of(DataFormat format);  // by data/exchange/columns.tsv

  const std::vector<std::string>& names() const { return names_; }
  std::size_t size() const { return names_.size(); }
  std::size_t at(std::string_view name) const;  // kAbsent when there is no such column

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> at_;
};

// A line that was read, asked by the names of its columns. A view.
class Row {
 public:
  Row(const Layout& layout, std::span<const std::string_view> cells) : layout_(layout), cells_(cells) {}

  // "" where there is no such column or the line ends before it.
  std::string_view operator[](std::string_view column) const;

 private:
  const Layout& layout_;
  std::span<const std::string_view> cells_;
};

// A line to be written. What the layout has no column for is not said.
class RowWriter {
 public:
  explicit RowWriter(const Layout& layout) : layout_(layout), cells_(layout.size()) {}

  void set(std::string_view column, std::string_view value);
  std::string tabbed(std::string_view for_empty = "") const;  // with line end
  std::string quoted() const;                                 // RFC 4180, with "\n"

 private:
  const Layout& layout_;
  std::vector<std::string> cells_;
};

// A cell of RFC 4180: in quotes where it must be.
std::string csv_cell(std::string_view text);

}  // namespace brink
