// SPDX-License-Identifier: Apache-2.0
// Which store stands behind an archive's name.
#include "base/no_memory.h"
#include "store/door.h"
#include "store/postgres/archive.h"
#include "store/postgres/lens.h"
#include "store/sqlite/archive.h"
#include "store/sqlite/lens.h"

namespace brink {

Result<std::unique_ptr<Archive>> open_archive(const std::string& where, Access access,
                                              const ArchiveSettings& settings) {
  static const std::string kServer = "PostgreSQL";  // an address may hold a password
  return or_no_memory("store", is_address(where) ? kServer : where, [&]() -> Result<std::unique_ptr<Archive>> {
    auto archive = is_address(where) ? PostgresArchive::open(where, access, settings)
                                     : SqliteArchive::open(where, access, settings);
    if (!archive) return archive;
    return behind_door(std::move(*archive), shown_address(where));
  });
}

Result<std::unique_ptr<ArchiveLens>> ArchiveLens::open(const std::string& where, int most_ms) {
  if (is_address(where)) return PostgresLens::open(where, most_ms);
  return SqliteLens::open(where, most_ms);
}

bool is_of_the_disk(const Error& error) {
  return error.stage == "store" && (is_of_the_files_disk(error) || is_of_the_server(error));
}

}  // namespace brink
