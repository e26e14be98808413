// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <string>

namespace brink {

// What SQLite's and FTS5's own checks say of an archive's file: "ok", else what is wrong with it.
inline std::string integrity(const std::string& file) {
  sqlite3* handle = nullptr;
  std::string answer;
  const auto collect = [](void* out, int, char** values, char**) {
    *static_cast<std::string*>(out) += values[0] ? values[0] : "";
    return 0;
  };
  const auto ask = [&](const char* sql) {
    if (sqlite3_exec(handle, sql, collect, &answer, nullptr) != SQLITE_OK) answer += sqlite3_errmsg(handle);
  };
  if (sqlite3_open(file.c_str(), &handle) != SQLITE_OK) {
    answer = "not opened";
  } else {
    sqlite3_busy_timeout(handle, 10'000);
    ask("PRAGMA integrity_check");
    ask("PRAGMA foreign_key_check");
    ask("INSERT INTO documents_words (documents_words, rank) VALUES ('integrity-check', 1)");
    // Events whose sentence is not kept are in no index; FTS5 would miss them, so there it looks at itself alone.
    ask("INSERT INTO events_words (events_words, rank) SELECT 'integrity-check',"
        " NOT EXISTS (SELECT 1 FROM events WHERE text = '')");
  }
  sqlite3_close(handle);
  return answer;
}

}  // namespace brink
