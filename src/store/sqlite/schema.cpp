// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/schema.h"

#include <chrono>
#include <string>
#include <thread>

#include "store/sqlite/database.h"
#include "store/sqlite/migrations.h"

namespace brink {
namespace {

constexpr std::int64_t kApplication = 0x42726e6b;  // "Brnk" in the file's head

struct Head {
  std::int64_t application = 0, version = 0, objects = 0;
  bool empty() const { return application == 0 && version == 0 && objects == 0; }
};

Result<Head> read_head(const Database& database) {
  Head head;
  const std::pair<const char*, std::int64_t*> questions[] = {
      {"PRAGMA application_id", &head.application},
      {"PRAGMA user_version", &head.version},
      {"SELECT count(*) FROM sqlite_schema", &head.objects}};
  for (const auto& [question, answer] : questions) {
    const auto number = database.number(question);
    if (!number) return number.error();
    *answer = *number;
  }
  return head;
}

// At one moment: a program that makes the tables meanwhile is seen before or after, never half way.
Result<Head> read_head_at_once(const Database& database) {
  if (auto begun = database.run("BEGIN"); !begun) return begun.error();
  auto head = read_head(database);
  if (database.in_transaction()) (void)database.run("ROLLBACK");
  return head;
}

std::int64_t our_version() { return static_cast<std::int64_t>(migrations().size()); }

Outcome check(const Head& head, const Database& database) {
  const auto say = [&](std::string found, std::string expected) {
    return Error{"store", database.where(), std::move(found), std::move(expected)};
  };
  if (head.empty()) {
    if (!database.writable()) return say("an empty file", "a Brink archive");
    return Done{};
  }
  if (head.application != kApplication)
    return say("another program's SQLite database", "a Brink archive");
  const std::string known = "version " + std::to_string(our_version());
  if (head.version > our_version())
    return say("an archive of version " + std::to_string(head.version),
               "at most " + known + ": use a newer brink");
  if (head.version < our_version() && !database.writable())
    return say("an archive of version " + std::to_string(head.version),
               known + ": open it once for writing, to bring it up to date");
  return Done{};
}

// WAL: readers and the writer do not wait for each other, and a killed writer leaves the committed
// pages in the log. FULL: a commit returns only when the log is on the disk, so that what was
// acknowledged survives a power cut too; with a commit a batch the fsync costs little. Foreign keys are
// kept by Writer, which makes each row after the one it points to; tests check them. The cache holds the
// pages that a large batch changes, so that each is written once; what is not used is not taken.
constexpr const char* kWriterSettings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;"
    "PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 16384; PRAGMA temp_store = MEMORY;";
// Readers map the file: a board looks up tens of thousands of rows all over it, and a call of the system
// for each page costs more than the look-up.
constexpr const char* kReaderSettings =
    "PRAGMA query_only = ON; PRAGMA cache_size = -32768; PRAGMA mmap_size = 1099511627776;";

// SQLite does not wait when two turn a new file to WAL at once, but refuses one of them.
Outcome set_up_writer(const Database& database, bool is_new) {
  Outcome set = database.run(kWriterSettings);
  for (int tries = 0; !set && is_new && tries < 200; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    set = database.run(kWriterSettings);
  }
  return set;
}

Outcome bound_growth(const Database& database, std::uint64_t most_bytes) {
  if (most_bytes == 0) return Done{};
  const auto page = database.number("PRAGMA page_size");
  if (!page) return page.error();
  const std::uint64_t pages = most_bytes / static_cast<std::uint64_t>(*page);
  return database.run(("PRAGMA max_page_count = " + std::to_string(pages ? pages : 1)).c_str());
}

Outcome bring_up_to_date(const Database& database, std::int64_t from) {
  for (std::int64_t version = from; version < our_version(); ++version)
    if (auto done = database.run(migrations()[static_cast<std::size_t>(version)]); !done)
      return done;
  const std::string mark = "PRAGMA application_id = " + std::to_string(kApplication) +
                           "; PRAGMA user_version = " + std::to_string(our_version());
  return database.run(mark.c_str());
}

// Under the write lock, so that two programs that start together do not both build the tables.
Outcome migrate(const Database& database) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun;
  const auto head = read_head(database);
  Outcome done = head ? check(*head, database) : Outcome(head.error());
  if (done && head->version < our_version()) done = bring_up_to_date(database, head->version);
  if (done) done = database.run("COMMIT");
  if (!done && database.in_transaction()) (void)database.run("ROLLBACK");
  return done;
}

}  // namespace

Outcome prepare_schema(const Database& database, const ArchiveSettings& settings) {
  const auto head = read_head_at_once(database);
  if (!head) return head.error();
  if (auto good = check(*head, database); !good) return good;
  if (!database.writable()) return database.run(kReaderSettings);
  if (auto set = set_up_writer(database, head->empty()); !set) return set;
  if (auto bounded = bound_growth(database, settings.most_bytes); !bounded) return bounded;
  if (head->version < our_version()) return migrate(database);
  return Done{};
}

}  // namespace brink
