// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/postgres/connection.h"

namespace brink {

// One look at the archive: the statements that answer one question see one state of it, whatever others write in
// between. Within an open transaction it is that transaction's.
class PostgresSnapshot {
 public:
  static Result<PostgresSnapshot> open(const PostgresConnection& connection);
  ~PostgresSnapshot();
  PostgresSnapshot(PostgresSnapshot&& other) noexcept;
  PostgresSnapshot& operator=(PostgresSnapshot&&) = delete;

 private:
  explicit PostgresSnapshot(const PostgresConnection* connection)
      : connection_(connection), connected_(connection ? connection->connected() : 0) {}

  const PostgresConnection* connection_;  // none: the transaction is another's
  int connected_;                         // as the connection was; a new one knows nothing of it
};

}  // namespace brink
