// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "store/postgres/connection.h"

namespace brink {

// The rows of a question of any size, some thousands at a time: while one lot is looked at the server
// makes the next. Other questions may be put to the connection in between. Opens a transaction for
// itself where none is open.
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
  PostgresCursor(const PostgresConnection& connection, bool own_transaction);
  Outcome take_ahead();  // the answer that the connection still owes

  const PostgresConnection& connection_;
  std::string name_;
  bool own_transaction_;
  int connected_;  // as the connection was; a new one knows nothing of the cursor
  bool ended_ = false;
  std::optional<Result<PostgresRows>> taken_;
};

}  // namespace brink
