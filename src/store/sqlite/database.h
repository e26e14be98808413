// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "brink/result.h"
#include "store/filter.h"
#include "store/store.h"

namespace brink {

class Database;

// A prepared statement on loan from its database, which takes it back, reset, at the end.
class Statement {
 public:
  using Shelf = std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>>;
  Statement(const Database& owner, Shelf::node_type place);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Values for the next places, left to right.
  Statement& bind(std::string_view value);
  Statement& bind(std::int64_t value);
  Statement& bind(std::optional<std::int64_t> value);
  Statement& bind_bytes(std::string_view value);

  Result<bool> step();  // true: a row stands ready; an Error too when a value could not be bound
  Result<bool> found(); // whether there is a row; ready to be bound anew afterwards
  Outcome run();        // for statements that give no rows; ready to be bound anew afterwards
  void reset();

  bool null(int column) const;
  std::int64_t number(int column) const;
  std::string_view text(int column) const;  // valid until the next step; std::bad_alloc without memory
  std::string_view bytes(int column) const;  // the same for a BLOB

 private:
  void note(int bound) { bound_ = bound_ == SQLITE_OK ? bound : bound_; }

  const Database* owner_;
  Shelf::node_type place_;  // on the shelf, by its SQL
  sqlite3_stmt* handle_;
  int next_ = 1;
  int bound_ = SQLITE_OK;  // what the first bind that failed said
};

// One BLOB, read in parts. The database must outlive it.
class Blob {
 public:
  Blob(const Database& owner, sqlite3_blob* handle) : owner_(&owner), handle_(handle) {}
  Blob(Blob&& other) noexcept : owner_(other.owner_), handle_(std::exchange(other.handle_, nullptr)) {}
  Blob& operator=(Blob&&) = delete;
  ~Blob() { sqlite3_blob_close(handle_); }

  std::size_t size() const { return static_cast<std::size_t>(sqlite3_blob_bytes(handle_)); }
  Result<std::string> read(std::size_t begin, std::size_t size) const;  // Error beyond its end

 private:
  const Database* owner_;
  sqlite3_blob* handle_;
};

void bind_all(Statement& statement, const std::vector<SqlValue>& values);

// One connection to one SQLite file. Not shared between threads.
class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::string& where, Access access,
                                                const ArchiveSettings& settings);
  // Of the same file, for another thread: with this one's bounds on memory and time.
  Result<std::unique_ptr<Database>> another_reader() const;
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> prepare(std::string_view sql) const;    // prepared once, then kept
  Outcome run(const char* script) const;                    // statements without values
  Result<std::int64_t> number(std::string_view sql) const;  // the one number it answers
  Result<Blob> blob(const char* table, const char* column, std::int64_t key) const;
  std::int64_t last_key() const;
  int changes() const;  // rows that the last statement changed
  bool in_transaction() const;
  // Statements end with an Error once late(clock) is not 0. The clock must outlive the database.
  void stop_when(int (*late)(void*), void* clock) const;
  bool writable() const { return access_ == Access::kWrite; }
  const std::string& where() const { return where_; }

  Error error(int code) const;  // what SQLite's result code means to a person

 private:
  friend class Statement;
  Database(sqlite3* handle, std::string where, Access access)
      : handle_(handle), where_(std::move(where)), access_(access) {
    idle_.reserve(kMostIdle + 1);  // so that taking a statement back, as destructors do, needs no memory
  }
  void take_back(Statement::Shelf::node_type place) const;

  // Statements kept ready. Those that queries are made into differ without end, so the shelf is
  // emptied when it is full.
  static constexpr std::size_t kMostIdle = 128;

  sqlite3* handle_;
  std::string where_;
  Access access_;
  mutable Statement::Shelf idle_;
  mutable int (*late_)(void*) = nullptr;
  mutable void* clock_ = nullptr;
};

// Is it the disk that stood in the way, full or broken?
bool is_of_the_files_disk(const Error& error);

}  // namespace brink
