// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/cursor.h"

#include <algorithm>
#include <atomic>

namespace brink {
namespace {

constexpr int kFirstLot = 32, kMostLot = 2'000;      // rows
constexpr std::size_t kLotBytes = 3 << 20;          // of a lot of rows as wide as the widest so far
constexpr int kGrowth = 8;                          // most, from lot to lot: those to come may be wider

std::string fresh_name() {
  static std::atomic<unsigned> count{0};
  return "c" + std::to_string(++count);
}

}  // namespace

PostgresCursor::PostgresCursor(const PostgresConnection& connection)
    : connection_(connection), name_(fresh_name()), connected_(connection.connected()), lot_(kFirstLot) {}

Result<std::unique_ptr<PostgresCursor>> PostgresCursor::open(const PostgresConnection& connection,
                                                             const std::string& sql, const PostgresValues& values) {
  std::unique_ptr<PostgresCursor> cursor(new PostgresCursor(connection));
  auto declared = connection.ask("DECLARE " + cursor->name_ + " NO SCROLL CURSOR FOR " + sql, values);
  if (!declared) return declared.error();
  return cursor;
}

PostgresCursor::~PostgresCursor() {
  if (!connection_.lost()) (void)take_ahead();
  if (connection_.ahead_ == this) connection_.ahead_ = nullptr;
  if (connection_.lost() || connected_ != connection_.connected() || connection_.spoilt()) return;
  (void)connection_.run("CLOSE " + name_);
}

std::string PostgresCursor::next_lot() const { return "FETCH " + std::to_string(lot_) + " FROM " + name_; }

Result<PostgresRows> PostgresCursor::measured(Result<PostgresRows> rows) {
  if (!rows) return rows;
  ended_ = rows->size() < lot_;
  widest_ = std::max(widest_, rows->widest());
  const auto wanted = static_cast<int>(std::min<std::size_t>(kLotBytes / widest_, kMostLot));
  lot_ = std::clamp(wanted, 1, lot_ * kGrowth);
  return rows;
}

Result<PostgresRows> PostgresCursor::next() {
  if (ended_) return PostgresRows();
  if (auto done = take_ahead(); !done) return done.error();
  if (!taken_) return measured(connection_.ask(next_lot()));
  Result<PostgresRows> rows = std::move(*taken_);
  taken_.reset();
  return measured(std::move(rows));
}

Outcome PostgresCursor::ask_ahead() {
  if (ended_ || taken_ || connection_.shielded_) return Done{};
  if (auto good = connection_.ready(); !good) return good;
  if (PQsendQuery(connection_.handle_.get(), next_lot().c_str()) == 0) return connection_.failure(nullptr);
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
