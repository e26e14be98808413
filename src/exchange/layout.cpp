// SPDX-License-Identifier: Apache-2.0
#include "exchange/layout.h"

#include "base/rows.h"
#include "exchange/cells.h"
#include "exchange/tables.h"

namespace brink {

Layout::Layout(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::size_t i = 0; i < names_.size(); ++i) at_.emplace(names_[i], i);
}

Layout Layout::of(DataFormat format) {
  std::vector<std::string> names;
  for (const auto& row : rows_of(exchange_table("columns.tsv")))
    if (row.size() > 2 && row[0] == name_of(format)) names.emplace_back(row[2]);
  return Layout(std::move(names));
}

std::size_t Layout::at(std::string_view name) const {
  const auto it = at_.find(name);
  return it == at_.end() ? kAbsent : it->second;
}

std::string_view Row::operator[](std::string_view column) const {
  const std::size_t at = layout_.at(column);
  return at < cells_.size() ? cells_[at] : std::string_view();
}

void RowWriter::set(std::string_view column, std::string_view value) {
  const std::size_t at = layout_.at(column);
  if (at != Layout::kAbsent) cells_[at] = one_line(value);
}

std::string RowWriter::tabbed(std::string_view for_empty) const {
  std::string line;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i > 0) line += '\t';
    line += cells_[i].empty() ? for_empty : std::string_view(cells_[i]);
  }
  return line + '\n';
}

std::string RowWriter::quoted() const {
  std::string line;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_cell(cells_[i]);
  }
  return line + '\n';
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

}  // namespace brink
