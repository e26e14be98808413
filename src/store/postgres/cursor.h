// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "store/postgres/connection.h"

namespace brink {

// The rows of a question of any size, some thousands at a time: while one lot is looked at the server
// makes the next. Other questions may be put to the connection in between. Lives within an open transaction.
// Rows may be of any width: a lot holds a few of wide ones.
class PostgresCursor {
 public:
  static Result<std::unique_ptr<PostgresCursor>> open(const PostgresConnection& connection, const std::string& sql,
                                                      const PostgresValues& values);
  ~PostgresCursor();
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;

  Result<PostgresRows> next();  // no rows at the end

  // Asks for the next lot without waiting for it.
  Outcome ask_ahead();

 private:
  friend class PostgresConnection;
  explicit PostgresCursor(const PostgresConnection& connection);
  std::string next_lot() const;
  Result<PostgresRows> measured(Result<PostgresRows> rows);
  Outcome take_ahead();  // the answer that the connection still owes

  const PostgresConnection& connection_;
  std::string name_;
  int connected_;  // as the connection was; a new one knows nothing of the cursor
  int lot_;        // rows of the next
  std::size_t widest_ = 1;  // row so far, in bytes
  bool ended_ = false;
  std::optional<Result<PostgresRows>> taken_;
};

}  // namespace brink
