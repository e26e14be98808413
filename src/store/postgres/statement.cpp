// SPDX-License-Identifier: Apache-2.0
// What goes into a statement and what comes out of it.
#include <algorithm>
#include <charconv>

#include "store/postgres/bytes.h"
#include "store/postgres/connection.h"
#include "store/postgres/values.h"

namespace brink {
namespace {

int hex(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// An element of an array, in quotes with what would end them escaped.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : column_text(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

template <class Item, class Write>
std::string array_of(const std::vector<Item>& items, const Write& write) {
  std::string list = "{";
  for (const Item& item : items) list += (list.size() > 1 ? "," : "") + write(item);
  return list + "}";
}

}  // namespace

std::string with_numbered_places(std::string_view sql) {
  std::string numbered;
  int place = 0;
  bool quoted = false;
  for (const char c : sql) {
    quoted ^= c == '\'';
    if (c == '?' && !quoted)
      numbered += '$' + std::to_string(++place);
    else
      numbered += c;
  }
  return numbered;
}

PostgresValues& PostgresValues::add(std::string_view text) {
  values_.push_back({column_text(text)});
  return *this;
}

PostgresValues& PostgresValues::add(std::int64_t number) {
  values_.push_back({std::to_string(number)});
  return *this;
}

PostgresValues& PostgresValues::add(std::optional<std::int64_t> number) {
  if (number) return add(*number);
  values_.push_back({"", true});
  return *this;
}

PostgresValues& PostgresValues::add(const std::vector<SqlValue>& values) {
  for (const SqlValue& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
      add(*number);
    else
      add(std::string_view(std::get<std::string>(value)));
  }
  return *this;
}

PostgresValues& PostgresValues::add_bytes(std::string bytes) {
  values_.push_back({std::move(bytes), false, true});
  return *this;
}

PostgresValues& PostgresValues::add_list(const std::vector<std::string>& texts) {
  values_.push_back({array_of(texts, quoted)});
  return *this;
}

PostgresValues& PostgresValues::add_list(const std::vector<std::int64_t>& numbers) {
  values_.push_back({array_of(numbers, [](std::int64_t n) { return std::to_string(n); })});
  return *this;
}

std::size_t PostgresValues::bytes() const {
  std::size_t bytes = 0;
  for (const Value& value : values_) bytes += sizeof value + value.bytes.size();
  return bytes;
}

PostgresValues::Laid PostgresValues::laid_out() const {
  Laid laid{static_cast<int>(values_.size()), {}, {}, {}};
  for (const Value& value : values_) {
    laid.bytes.push_back(value.null ? nullptr : value.bytes.c_str());
    laid.sizes.push_back(static_cast<int>(value.bytes.size()));
    laid.formats.push_back(value.binary ? 1 : 0);
  }
  return laid;
}

std::string_view PostgresRows::raw(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t PostgresRows::number(int row, int column) const {
  const std::string_view digits = raw(row, column);
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::string PostgresRows::text(int row, int column) const { return text_of_column(raw(row, column)); }

std::string PostgresRows::bytes(int row, int column) const {
  std::string_view digits = raw(row, column);
  digits.remove_prefix(digits.starts_with("\\x") ? 2 : 0);
  std::string bytes(digits.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(hex(digits[2 * i]) << 4 | hex(digits[2 * i + 1]));
  return bytes;
}

std::size_t PostgresRows::widest() const {
  std::size_t widest = 0;
  const int columns = result_ ? PQnfields(result_.get()) : 0;
  for (int row = 0; row < size(); ++row) {
    std::size_t bytes = 0;
    for (int column = 0; column < columns; ++column) bytes += static_cast<std::size_t>(PQgetlength(result_.get(), row, column));
    widest = std::max(widest, bytes);
  }
  return widest;
}

std::int64_t PostgresRows::changed() const {
  const std::string_view digits = PQcmdTuples(result_.get());
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace brink
