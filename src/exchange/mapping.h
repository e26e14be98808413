// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "exchange/layout.h"

namespace brink {

// What the columns of somebody's table mean, from a TOML file (docs/exchange.md).
class Mapping {
 public:
  enum class DateOrder { kYearFirst, kDayFirst, kMonthFirst };

  // Our own columns, each by its name.
  static Mapping own();
  // Error with the file's line for an unknown key or field, or a wrong value.
  static Result<Mapping> read(const std::string& path);

  // What a row says of a field: its columns' cells, joined by blanks (dates: by "-"), put through the
  // field's values; else the field's constant; else "".
  std::string value(const Row& row, const std::string& field) const;
  bool maps(const std::string& field) const { return columns_.contains(field); }

  char delimiter() const { return delimiter_; }
  DateOrder date_order() const { return date_order_; }
  const std::string& dataset() const { return dataset_; }

 private:
  friend class MappingReader;
  char delimiter_ = ',';
  DateOrder date_order_ = DateOrder::kYearFirst;
  std::string dataset_ = "csv";
  std::map<std::string, std::vector<std::string>> columns_;           // by field
  std::map<std::string, std::string> constants_;                      // by field
  std::map<std::string, std::map<std::string, std::string>> values_;  // by field, then by cell
};

}  // namespace brink
