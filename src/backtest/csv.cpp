// SPDX-License-Identifier: Apache-2.0
#include "backtest/csv.h"

namespace brink {

std::vector<std::string> take_csv_record(std::string_view& text) {
  std::vector<std::string> cells;
  if (text.empty()) return cells;
  std::string cell;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        cell += '"', ++at;
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      cell += c;
    }
  }
  cells.push_back(std::move(cell));
  text.remove_prefix(at);
  return cells;
}

}  // namespace brink
