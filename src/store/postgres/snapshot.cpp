// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/snapshot.h"

namespace brink {

// The list of the events' parts is always the newest, the rows are those of the snapshot. So the list is held from
// before the rows are chosen: else a month could be moved to a part in between, and be found in neither place.
Result<PostgresSnapshot> PostgresSnapshot::open(const PostgresConnection& connection) {
  if (connection.in_transaction()) return PostgresSnapshot(nullptr);
  auto begun = connection.run(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE ONLY events IN ACCESS SHARE MODE");
  if (begun) return PostgresSnapshot(&connection);
  if (connection.spoilt()) (void)connection.run("ROLLBACK");
  return begun.error();
}

PostgresSnapshot::PostgresSnapshot(PostgresSnapshot&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), connected_(other.connected_) {}

PostgresSnapshot::~PostgresSnapshot() {
  if (connection_ == nullptr || connection_->lost() || connected_ != connection_->connected()) return;
  (void)connection_->run(connection_->spoilt() ? "ROLLBACK" : "COMMIT");
}

}  // namespace brink
