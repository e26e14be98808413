// SPDX-License-Identifier: Apache-2.0
// What every store must do, of the one in PostgreSQL: each archive a schema of one server.
#include "base/hash.h"
#include "contract.h"
#include "postgres_server.h"

namespace brink {
namespace {

Result<std::unique_ptr<Archive>> open_schema(const std::string& place, Access access, const ArchiveSettings& settings) {
  const PostgresServer& server = PostgresServer::of_process();
  if (!server.fault().empty()) return Error{"test", "", server.fault(), ""};
  return open_archive(server.address("t" + hex_hash(place)), access, settings);
}

INSTANTIATE_TEST_SUITE_P(Postgres, ArchiveContract, testing::Values(StoreUnderTest{"postgres", open_schema, PostgresServer::absent()}),
                         [](const auto& store) { return store.param.name; });

}  // namespace
}  // namespace brink
