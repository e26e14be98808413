// SPDX-License-Identifier: Apache-2.0
#include "exchange/rows.h"

#include <algorithm>

#include "base/utf8.h"
#include "exchange/cells.h"
#include "fmt/format.h"

namespace brink {
namespace {

// Layouts by the codebooks. GDELT's old and new tables are told apart by their width, whatever the
// user calls them.
std::vector<Layout> layouts_of(DataFormat format) {
  if (format == DataFormat::kGdelt1 || format == DataFormat::kGdelt2)
    return {Layout::of(DataFormat::kGdelt1), Layout::of(DataFormat::kGdelt2)};
  return {Layout::of(format)};
}

// The least cells that a line of this layout has: without those that came later or may be missing.
std::size_t least_cells(const Layout& layout) {
  for (const char* last : {"DATEADDED", "Code"})  // GDELT before April 2013; CAMEO's four
    if (const std::size_t at = layout.at(last); at != Layout::kAbsent) return at + 1;
  return layout.size();
}

// Whether a line has the cells of a layout, not counting empty ones behind them.
bool fits(const Cells::Views& cells, const Layout& layout) {
  for (std::size_t i = layout.size(); i < cells.size(); ++i)
    if (!cells[i].empty()) return false;
  return cells.size() >= least_cells(layout);
}

}  // namespace

Cells::Views& Cells::tabbed(std::string_view line) {
  changed_.clear(), cells_.clear();
  for (std::size_t begin = 0; begin <= line.size();) {
    std::size_t end = begin;
    bool plain = true;
    for (; end < line.size() && line[end] != '\t'; ++end) plain = plain && is_plain_byte(line[end]);
    const std::string_view cell = line.substr(begin, end - begin);
    cells_.push_back(plain ? clean_plain(cell) : changed_.emplace_back(clean(cell)));
    begin = end + 1;
  }
  return cells_;
}

Cells::Views& Cells::quoted(std::string_view record, char delimiter) {
  changed_.clear();
  auto& cells = changed_;
  cells.emplace_back();
  bool inside = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (inside && c == '"' && i + 1 < record.size() && record[i + 1] == '"') cells.back() += record[++i];
    else if (c == '"' && (inside || trim(cells.back()).empty())) inside = !inside;
    else if (c == delimiter && !inside) cells.emplace_back();
    else cells.back() += c;
  }
  for (std::string& cell : cells) cell = clean(cell);
  cells_.assign(cells.begin(), cells.end());
  return cells_;
}

Columns::Columns(DataFormat format) : format_(format), known_(layouts_of(format)) {}

bool Columns::take_heading(const Cells::Views& cells) {
  if (cells.empty()) return false;
  const bool needs_one = format_ == DataFormat::kCsv && !heading_;
  const std::string& first = known_.front().names().front();
  const bool names = cells[0].size() == first.size() && ascii_lower(cells[0]) == ascii_lower(first) && cells.size() > 1 &&
                     (format_ != DataFormat::kCameo || ascii_lower(cells[1]) == "source");
  const auto same = [&] { return std::equal(cells.begin(), cells.end(), heading_->names().begin(), heading_->names().end()); };
  if (!needs_one && !(names && (format_ != DataFormat::kCsv || same()))) return false;
  heading_ = Layout(std::vector<std::string>(cells.begin(), cells.end()));
  return true;
}

Result<const Layout*> Columns::layout_for(Cells::Views& cells) const {
  // The head line first; but POLECAT has files whose head line names more columns than the lines
  // below it have. GDELT's narrow table before the wide one, which it would fit with its end empty.
  const Layout* first = nullptr;
  const auto takes = [&](const Layout& layout) {
    if (first == nullptr) first = &layout;
    if (!fits(cells, layout)) return false;
    cells.resize(layout.size());
    return true;
  };
  if (heading_ && takes(*heading_)) return &*heading_;
  if (format_ != DataFormat::kCsv)
    for (const Layout& layout : known_)
      if (takes(layout)) return &layout;
  std::string expected = std::to_string(first->size());
  if (known_.size() > 1) expected = "57, 58 or 61";
  return Error{"exchange", "", fmt::format("{} columns", cells.size()), expected};
}

}  // namespace brink
