// SPDX-License-Identifier: Apache-2.0
#include "base/rows.h"

#include "base/utf8.h"

namespace brink {
namespace {

std::string_view eat_until(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::vector<std::vector<std::string_view>> rows_of(std::string_view table) {
  std::vector<std::vector<std::string_view>> rows;
  while (!table.empty()) {
    std::string_view line = eat_until(table, '\n');
    if (trim(line).empty() || line.front() == '#') continue;
    std::vector<std::string_view> row;
    while (!line.empty()) row.push_back(trim(eat_until(line, '\t')));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace brink
