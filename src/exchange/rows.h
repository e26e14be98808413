// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "exchange/exchange.h"
#include "exchange/layout.h"

namespace brink {

// The cells of a line of tab-separated text, each cleaned.
std::vector<std::string> tabbed_cells(std::string_view line);

// The cells of an RFC 4180 record. A quote that is not closed ends with the record.
std::vector<std::string> quoted_cells(std::string_view record, char delimiter);

// Finds the columns of each line of one file: by its head line where it has one, else by their
// number.
class Columns {
 public:
  explicit Columns(DataFormat format);

  // A line of column names, wherever it stands; the columns are known by it from now on.
  bool take_heading(const std::vector<std::string>& cells);

  // The layout of a line with these cells, which are filled up to it. Error when their number fits none.
  Result<const Layout*> layout_for(std::vector<std::string>& cells) const;

 private:
  DataFormat format_;
  std::vector<Layout> known_;  // by the codebooks
  std::optional<Layout> heading_;
};

}  // namespace brink
