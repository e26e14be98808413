// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "exchange/exchange.h"
#include "exchange/layout.h"

namespace brink {

// The cells of one line after another, each cleaned: parts of the line, or of what is held here where
// cleaning changed them. Good till the next line is read, or the line is gone.
class Cells {
 public:
  using Views = std::vector<std::string_view>;

  // Of a line of tab-separated text.
  Views& tabbed(std::string_view line);
  // Of an RFC 4180 record. A quote that is not closed ends with the record.
  Views& quoted(std::string_view record, char delimiter);

 private:
  Views cells_;
  std::deque<std::string> changed_;  // which stay where they are
};

// Finds the columns of each line of one file: by its head line where it has one, else by their
// number.
class Columns {
 public:
  explicit Columns(DataFormat format);

  // A line of column names, wherever it stands; the columns are known by it from now on.
  bool take_heading(const Cells::Views& cells);

  // The layout of a line with these cells, which are filled up to it. Error when their number fits none.
  Result<const Layout*> layout_for(Cells::Views& cells) const;

 private:
  DataFormat format_;
  std::vector<Layout> known_;  // by the codebooks
  std::optional<Layout> heading_;
};

}  // namespace brink
