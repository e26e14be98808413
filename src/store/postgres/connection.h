// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brink/result.h"
#include "store/filter.h"
#include "store/store.h"

namespace brink {

class PostgresCursor;
class PostgresShield;

// Values for the places of a statement, left to right. Text is marked as values.h says.
class PostgresValues {
 public:
  PostgresValues& add(std::string_view text);
  PostgresValues& add(std::int64_t number);
  PostgresValues& add(std::optional<std::int64_t> number);
  PostgresValues& add(const std::vector<SqlValue>& values);
  PostgresValues& add_bytes(std::string bytes);  // in the binary format of the column
  PostgresValues& add_list(const std::vector<std::string>& texts);     // for = ANY(?)
  PostgresValues& add_list(const std::vector<std::int64_t>& numbers);  // the same

  std::size_t bytes() const;

  // As libpq takes them; valid while the values are.
  struct Laid {
    int count;
    std::vector<const char*> bytes;
    std::vector<int> sizes, formats;
  };
  Laid laid_out() const;

 private:
  struct Value {
    std::string bytes;
    bool null = false, binary = false;
  };
  std::vector<Value> values_;
};

// The rows of an answer.
class PostgresRows {
 public:
  explicit PostgresRows(PGresult* result = nullptr) : result_(result, PQclear) {}

  int size() const { return result_ ? PQntuples(result_.get()) : 0; }
  bool empty() const { return size() == 0; }
  bool null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }
  std::int64_t number(int row, int column) const;
  std::string text(int row, int column) const;       // as it was before it was marked
  std::string_view raw(int row, int column) const;   // as it lies; valid while the rows are
  std::string bytes(int row, int column) const;      // of a bytea
  std::int64_t changed() const;                      // rows that a statement changed
  std::size_t widest() const;                        // bytes of the widest row; 0 without any

 private:
  std::unique_ptr<PGresult, void (*)(PGresult*)> result_;
};

// Why the last statement failed, as far as it tells what to do.
enum class PostgresFault {
  kNone,
  kLost,      // the server is gone, or going, or coming up: another connection may find it
  kConflict,  // the transaction may be run again: a deadlock
  kWaiting,   // a lock was not given in time
  kOther,
};

enum class PostgresFormat { kText, kBinary };  // in which values come; the second to be taken by raw()

// One connection to one PostgreSQL database. Not shared between threads. In no error stands a password.
class PostgresConnection {
 public:
  // Waits up to `wait_ms` for locks. Tries a few times while the server starts.
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& where, Access access, int wait_ms);
  // To the same database, for another thread, with this one's bound on time.
  Result<std::unique_ptr<PostgresConnection>> another_reader() const;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // `sql` with `?` for each value.
  Result<PostgresRows> ask(const std::string& sql, const PostgresValues& values = {}) const;
  Result<PostgresRows> ask_prepared(const std::string& sql, const PostgresValues& values,
                                    PostgresFormat format = PostgresFormat::kText) const;  // planned once
  Outcome run(const std::string& script) const;              // statements without values
  Result<std::int64_t> number(const std::string& sql) const;  // the one number it answers; 0 without a row
  Outcome copy_in(const std::string& table_and_columns, std::string_view rows) const;  // binary COPY's bytes

  // A new connection in place of a lost one: for as long as a server takes to restart, at most 60 s. What a server
  // that has not noticed the loss still keeps for the lost one, its locks above all, is ended.
  Outcome reconnect();
  void drop();  // the connection, which then counts as lost

  bool in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE && !lost(); }
  bool spoilt() const { return PQtransactionStatus(handle_.get()) == PQTRANS_INERROR; }  // only its end is left
  bool lost() const { return PQstatus(handle_.get()) != CONNECTION_OK; }
  bool writable() const { return access_ == Access::kWrite; }
  int connected() const { return connected_; }  // how often: what was made on an earlier connection is gone
  std::string lock_timeout() const;              // the session's, as a SET takes it
  PostgresFault fault() const { return fault_; }
  const std::string& where() const { return shown_; }  // without its password

  // Statements fail once this moment has passed, and are cut off by the server `most_ms` after they began.
  Outcome stop_after(std::chrono::milliseconds most);
  void start_clock();

  Error error(std::string found, std::string expected) const { return {"store", shown_, std::move(found), std::move(expected)}; }

 private:
  friend class PostgresCursor;
  friend class PostgresShield;
  using Handle = std::unique_ptr<PGconn, void (*)(PGconn*)>;

  PostgresConnection(std::string where, Access access, int wait_ms);
  Outcome connect();
  Outcome settle() const;                          // the session's settings
  Outcome end_the_one_before();
  Outcome ready() const;                           // before a statement: the clock, a cursor's open answer
  template <class Send>
  Result<PostgresRows> carry_out(const Send& send) const;  // a statement, within a savepoint where shielded
  Result<PostgresRows> answer(PGresult* result) const;
  Error failure(const PGresult* result) const;
  Error unreached() const;
  std::string masked(std::string message) const;

  std::string where_, shown_;
  Access access_;
  int wait_ms_;
  Handle handle_;
  std::chrono::milliseconds most_{};  // 0: the usual bound
  std::chrono::steady_clock::time_point ends_ = std::chrono::steady_clock::time_point::max();
  mutable PostgresFault fault_ = PostgresFault::kNone;
  int connected_ = 0;
  std::string process_, begun_;  // of the server, at this connection: its number, and when it began
  mutable bool shielded_ = false;
  mutable PostgresCursor* ahead_ = nullptr;  // that has asked for more rows and not yet taken them
  mutable std::map<std::string, std::string> prepared_;  // names by SQL
};

// While it lives a statement that fails undoes itself alone and leaves the open transaction: as SQLite does.
class PostgresShield {
 public:
  PostgresShield(const PostgresConnection& connection, bool on)
      : shielded_(connection.shielded_), before_(std::exchange(shielded_, on)) {}
  ~PostgresShield() { shielded_ = before_; }
  PostgresShield(const PostgresShield&) = delete;
  PostgresShield& operator=(const PostgresShield&) = delete;

 private:
  bool& shielded_;
  const bool before_;
};

// Is it the server that stood in the way, away or full?
bool is_of_the_server(const Error& error);

// `sql` with $1, $2 ... for each `?`.
std::string with_numbered_places(std::string_view sql);

}  // namespace brink
