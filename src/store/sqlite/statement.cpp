// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/database.h"

#include <new>

namespace brink {

Statement::Statement(const Database& owner, Shelf::node_type place)
    : owner_(&owner), place_(std::move(place)), handle_(place_.mapped()) {}

Statement::Statement(Statement&& other) noexcept
    : owner_(other.owner_),
      place_(std::move(other.place_)),
      handle_(other.handle_),
      next_(other.next_),
      bound_(other.bound_) {
  other.handle_ = nullptr;
}

Statement::~Statement() {
  if (handle_ == nullptr) return;
  reset();
  owner_->take_back(std::move(place_));
}

Statement& Statement::bind(std::string_view value) {
  const char* bytes = value.data() == nullptr ? "" : value.data();
  note(sqlite3_bind_text64(handle_, next_++, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(std::int64_t value) {
  note(sqlite3_bind_int64(handle_, next_++, value));
  return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> value) {
  if (value) return bind(*value);
  note(sqlite3_bind_null(handle_, next_++));
  return *this;
}

Statement& Statement::bind_bytes(std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  note(sqlite3_bind_blob64(handle_, next_++, bytes, value.size(), SQLITE_TRANSIENT));
  return *this;
}

// A value that was not bound is NULL to SQLite: a look-up would find nothing and say so.
Result<bool> Statement::step() {
  if (bound_ != SQLITE_OK) return owner_->error(bound_);
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return owner_->error(code);
}

Result<bool> Statement::found() {
  auto stepped = step();
  reset();
  return stepped;
}

Outcome Statement::run() {
  const auto stepped = found();
  if (!stepped) return stepped.error();
  return Done{};
}

void Statement::reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  next_ = 1;
  bound_ = SQLITE_OK;
}

bool Statement::null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(handle_, column); }

std::string_view Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
  if (bytes != nullptr) return {static_cast<const char*>(bytes), size};
  if (size > 0) throw std::bad_alloc();
  return {};
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  if (bytes != nullptr) return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  if (!null(column)) throw std::bad_alloc();  // else a text would be taken for an empty one
  return {};
}

Result<std::string> Blob::read(std::size_t begin, std::size_t size) const {
  if (begin > this->size() || size > this->size() - begin) return owner_->error(SQLITE_CORRUPT);
  std::string bytes(size, '\0');
  const int code = sqlite3_blob_read(handle_, bytes.data(), static_cast<int>(size), static_cast<int>(begin));
  if (code != SQLITE_OK) return owner_->error(code);
  return bytes;
}

void bind_all(Statement& statement, const std::vector<SqlValue>& values) {
  for (const auto& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
      statement.bind(*number);
    else
      statement.bind(std::string_view(std::get<std::string>(value)));
  }
}

}  // namespace brink
