// SPDX-License-Identifier: Apache-2.0
#include "extract/tables.h"

#include "base/utf8.h"

namespace brink {
namespace {

// Eats the front of `text` up to `mark`, and the mark.
std::string_view eat_until(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

std::vector<std::vector<std::string_view>> extract_rows(std::string_view file_name) {
  std::vector<std::vector<std::string_view>> rows;
  for (std::string_view text = extract_table(file_name); !text.empty();) {
    std::string_view line = eat_until(text, '\n');
    if (trim(line).empty() || line.front() == '#') continue;
    std::vector<std::string_view> row;
    while (!line.empty()) row.push_back(trim(eat_until(line, '\t')));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace brink
