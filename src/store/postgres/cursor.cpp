// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/cursor.h"

#include <atomic>

namespace brink {
namespace {

constexpr int kLot = 2'000;  // rows: some 3 MB

std::string fetch_from(const std::string& name) { return "FETCH " + std::to_string(kLot) + " FROM " + name; }

std::string fresh_name() {
  static std::atomic<unsigned> count{0};
  return "c" + std::to_string(++count);
}

}  // namespace

PostgresCursor::PostgresCursor(const PostgresConnection& connection, bool own_transaction)
    : connection_(connection), name_(fresh_name()), own_transaction_(own_transaction), connected_(connection.connected_) {}

Result<std::unique_ptr<PostgresCursor>> PostgresCursor::open(const PostgresConnection& connection,
                                                             const std::string& sql, const PostgresValues& values) {
  const bool own = !connection.in_transaction();
  if (own)
    if (auto begun = connection.run("BEGIN READ ONLY"); !begun) return begun.error();
  std::unique_ptr<PostgresCursor> cursor(new PostgresCursor(connection, own));
  auto declared = connection.ask("DECLARE " + cursor->name_ + " NO SCROLL CURSOR FOR " + sql, values);
  if (!declared) return declared.error();
  return cursor;
}

PostgresCursor::~PostgresCursor() {
  if (!connection_.lost()) (void)take_ahead();
  if (connection_.ahead_ == this) connection_.ahead_ = nullptr;
  if (connection_.lost() || connected_ != connection_.connected_) return;
  if (own_transaction_)
    (void)connection_.run(connection_.spoilt() ? "ROLLBACK" : "COMMIT");
  else if (!connection_.spoilt())
    (void)connection_.run("CLOSE " + name_);
}

Result<PostgresRows> PostgresCursor::next() {
  if (ended_) return PostgresRows();
  if (auto done = take_ahead(); !done) return done.error();
  Result<PostgresRows> rows = taken_ ? std::move(*taken_) : connection_.ask(fetch_from(name_));
  taken_.reset();
  if (rows && rows->size() < kLot) ended_ = true;
  return rows;
}

Outcome PostgresCursor::ask_ahead() {
  if (ended_ || taken_) return Done{};
  if (auto good = connection_.ready(); !good) return good;
  if (PQsendQuery(connection_.handle_.get(), fetch_from(name_).c_str()) == 0) return connection_.failure(nullptr);
  connection_.ahead_ = this;
  return Done{};
}

Outcome PostgresCursor::take_ahead() {
  if (connection_.ahead_ != this) return Done{};
  connection_.ahead_ = nullptr;
  PGresult* rows = PQgetResult(connection_.handle_.get());
  while (PGresult* end = PQgetResult(connection_.handle_.get())) PQclear(end);
  taken_ = connection_.answer(rows);
  return Done{};
}

}  // namespace brink
