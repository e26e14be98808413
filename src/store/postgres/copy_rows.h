// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/postgres/bytes.h"
#include "store/postgres/values.h"

namespace brink {

// Rows on their way into one table, as PostgreSQL's binary COPY takes them (COPY in its manual): each with
// the number of its columns, each column with its length. Numbers have the width of their column.
class CopyRows {
 public:
  explicit CopyRows(std::int16_t columns) : columns_(columns) {}

  void begin() { append_big_endian<std::int16_t>(rows_, columns_); }
  void add_bytes(std::string_view bytes) {
    append_big_endian<std::int32_t>(rows_, static_cast<std::int32_t>(bytes.size()));
    rows_ += bytes;
  }
  void add(std::string_view text) { needs_marks(text) ? add_bytes(column_text(text)) : add_bytes(text); }
  template <class Number>
    requires std::is_integral_v<Number>
  void add(Number number) {
    append_big_endian<std::int32_t>(rows_, static_cast<std::int32_t>(sizeof number));
    append_big_endian(rows_, number);
  }
  void add(std::optional<std::int32_t> number) {
    if (number) return add(*number);
    append_big_endian<std::int32_t>(rows_, -1);
  }

  bool empty() const { return rows_.empty(); }
  std::size_t bytes() const { return rows_.size(); }
  void clear() { rows_.clear(); }

  // With head and end, ready to be sent; none are left here.
  std::string take() {
    std::string whole("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    whole += rows_;
    append_big_endian<std::int16_t>(whole, -1);
    rows_.clear();
    return whole;
  }

 private:
  std::int16_t columns_;
  std::string rows_;
};

}  // namespace brink
