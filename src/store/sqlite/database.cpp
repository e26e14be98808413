// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/database.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite/schema.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRoom = "free space on the disk, or a larger bound";
constexpr const char* kWellDisk = "a disk that answers";

// As a URI, with the characters that would end or change its path written as %XX.
std::string uri_of(const std::string& where, const char* parameters) {
  std::string uri = "file:";
  for (const char c : where) {
    if (c == '%')
      uri += "%25";
    else if (c == '?')
      uri += "%3f";
    else if (c == '#')
      uri += "%23";
    else
      uri += c;
  }
  return uri + parameters;
}

Error unopened(sqlite3* handle, const std::string& where, int code) {
  std::string found = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  if (const int reason = handle ? sqlite3_system_errno(handle) : 0; reason != 0)
    found += std::string(" (") + std::strerror(reason) + ")";
  sqlite3_close_v2(handle);
  return Error{"store", where, found, "a file that can be opened"};
}

Result<sqlite3*> connect(const std::string& where, Access access, const char* parameters) {
  const int mode =
      access == Access::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      uri_of(where, parameters).c_str(), &handle,
      mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) return unopened(handle, where, code);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);  // FTS5 lives in it
  return handle;
}

// A database in WAL mode on a medium that cannot be written has no place for its shared index.
// Without a log beside it nobody is writing, and it may be read as it lies.
bool lies_still(const std::string& where) {
  std::error_code error;
  return !fs::exists(where + "-wal", error) && !error;
}

bool readable(sqlite3* handle) {
  return sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) !=
         SQLITE_CANTOPEN;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& where, Access access,
                                                 const ArchiveSettings& settings) {
  std::error_code missing;
  if (access == Access::kRead && !fs::exists(where, missing))
    return Error{"store", where, "nothing", "an archive (`brink ingest` makes one)"};
  if (fs::is_directory(where, missing))
    return Error{"store", where, "a folder", "an archive's file"};
  auto handle = connect(where, access, "");
  if (!handle) return handle.error();
  sqlite3_busy_timeout(*handle, settings.wait_ms);
  if (access == Access::kRead && !readable(*handle) && lies_still(where)) {
    sqlite3_close_v2(*handle);
    handle = connect(where, access, "?immutable=1");
    if (!handle) return handle.error();
  }
  std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> held(*handle, sqlite3_close_v2);  // till the database has it
  std::unique_ptr<Database> database(new Database(held.get(), where, access));
  held.release();
  if (auto ready = prepare_schema(*database, settings); !ready) return ready.error();
  return database;
}

Result<std::unique_ptr<Database>> Database::another_reader() const {
  auto another = open(where_, Access::kRead, {});
  if (!another) return another;
  for (const std::string bound : {"cache_size", "mmap_size"}) {
    const auto here = number("PRAGMA " + bound);
    if (!here) return here.error();
    if (auto set = (*another)->run(("PRAGMA " + bound + " = " + std::to_string(*here)).c_str()); !set) return set.error();
  }
  if (late_ != nullptr) (*another)->stop_when(late_, clock_);
  return another;
}

Database::~Database() {
  for (auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

Result<Statement> Database::prepare(std::string_view sql) const {
  if (const auto it = idle_.find(sql); it != idle_.end()) return Statement(*this, idle_.extract(it));
  auto place = idle_.extract(idle_.emplace(sql, nullptr).first);  // first what may find no memory
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &place.mapped(), nullptr);
  if (code != SQLITE_OK) return error(code);
  return Statement(*this, std::move(place));
}

void Database::take_back(Statement::Shelf::node_type place) const {
  if (idle_.size() >= kMostIdle) {
    for (auto& [text, idle] : idle_) sqlite3_finalize(idle);
    idle_.clear();
  }
  const auto kept = idle_.insert(std::move(place));
  if (!kept.inserted) sqlite3_finalize(kept.node.mapped());
}

Outcome Database::run(const char* script) const {
  const int code = sqlite3_exec(handle_, script, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return Done{};
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->number(0) : 0;
}

Result<Blob> Database::blob(const char* table, const char* column, std::int64_t key) const {
  sqlite3_blob* handle = nullptr;
  const int code = sqlite3_blob_open(handle_, "main", table, column, key, 0, &handle);
  if (code != SQLITE_OK) return error(code);
  return Blob(*this, handle);
}

int Database::changes() const { return sqlite3_changes(handle_); }

std::int64_t Database::last_key() const { return sqlite3_last_insert_rowid(handle_); }

void Database::stop_when(int (*late)(void*), void* clock) const {
  constexpr int kSteps = 4096;  // of SQLite's machine between two looks at the clock: well below 1 ms
  sqlite3_progress_handler(handle_, kSteps, late, clock);
  late_ = late, clock_ = clock;
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

bool is_of_the_files_disk(const Error& error) {
  return error.expected == kRoom || error.expected == kWellDisk;
}

Error Database::error(int code) const {
  const auto say = [this](std::string found, std::string expected) {
    return Error{"store", where_, std::move(found), std::move(expected)};
  };
  const std::string message = sqlite3_errmsg(handle_);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return say("an archive that another writer holds", "one writer at a time");
    case SQLITE_FULL:
      return say("no room to write", kRoom);
    case SQLITE_READONLY:
      return say("an archive that may not be written (" + message + ")", "leave to write");
    case SQLITE_NOTADB:
      return say("a file that is no SQLite database", "a Brink archive");
    case SQLITE_CORRUPT:
      return say("a damaged archive (" + message + ")",
                 "an intact one: restore a copy, or try `sqlite3 FILE .recover`");
    case SQLITE_IOERR: {
      const int reason = sqlite3_system_errno(handle_);
      if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG) return say("no room to write", kRoom);
      return say(message + (reason ? std::string(" (") + std::strerror(reason) + ")" : ""), kWellDisk);
    }
    case SQLITE_NOMEM:
      return say("no memory left", "more memory");
    case SQLITE_INTERRUPT:
      return say("a question that took too long", "a narrower one");
    case SQLITE_TOOBIG:
      return say("a value of more than 1 GB", "smaller documents");
    default:
      return say(message + " (SQLite " + std::to_string(code) + ")", "");
  }
}

}  // namespace brink
