// SPDX-License-Identifier: Apache-2.0
#include "archive_state.h"

#include <sqlite3.h>

#include <functional>
#include <sstream>

namespace brink::faults {
namespace {

using Row = std::function<void(const std::string& line)>;

// Each row as one line, its columns parted by tabs. False when it cannot be read; `why` says so.
bool ask(sqlite3* handle, const char* sql, const Row& row, std::string& why) {
  const auto visit = [](void* out, int columns, char** values, char**) {
    std::string line;
    for (int i = 0; i < columns; ++i) line += std::string(i ? "\t" : "") + (values[i] ? values[i] : "NULL");
    (*static_cast<const Row*>(out))(line);
    return 0;
  };
  if (sqlite3_exec(handle, sql, visit, const_cast<Row*>(&row), nullptr) == SQLITE_OK) return true;
  why = sqlite3_errmsg(handle);
  return false;
}

constexpr const char* kQuestions[] = {
    "SELECT 'document', id, url, outlet, kept, revision, fingerprint, title, text, extra FROM documents ORDER BY id",
    "SELECT 'revision', d.id, r.revision, r.fingerprint, r.title, r.known_from, r.superseded, r.copy_of"
    " FROM revisions r JOIN documents d ON d.key = r.document ORDER BY d.id, r.revision",
    "SELECT 'event', e.id, d.id, e.revision, e.known_from, e.superseded, e.last_day, e.type, e.text, e.body"
    " FROM events e JOIN documents d ON d.key = e.document ORDER BY e.id, e.revision",
    "SELECT 'key', k.kind, k.key, k.type, k.day, k.sectors, k.status, k.labels, e.id, e.revision"
    " FROM event_keys k JOIN events e ON e.key = k.event ORDER BY 2, 3, 4, 5, 9, 10",
    "WITH RECURSIVE waiting (id, at, event, pack) AS ("
    " SELECT NULL, 0, 0, pack FROM pack_waiting_ids UNION ALL"
    " SELECT hex(substr(i.ids, 8 * w.at + 1, 8)), w.at + 1, w.at >= p.reports, w.pack"
    "  FROM waiting w JOIN pack_waiting_ids i USING (pack) JOIN packs p ON p.key = w.pack WHERE 8 * w.at < length(i.ids))"
    " SELECT 'packed', printf('%016X', id), place % 2 FROM pack_ids"
    " UNION ALL SELECT 'packed', id, event FROM waiting WHERE id IS NOT NULL ORDER BY 2",
    "SELECT 'left a pack', count(*), sum(events) FROM pack_gone",
    "SELECT 'day', day, reports FROM report_days ORDER BY day",
    "SELECT 'sketch', d.id, hex(s.sketch) FROM sketches s JOIN documents d ON d.key = s.document ORDER BY d.id",
    "SELECT 'sketch key', k.key, d.id FROM sketch_keys k JOIN documents d ON d.key = k.document ORDER BY 2, 3",
    "SELECT 'aside', source, stage, place, found FROM set_asides ORDER BY 2, 3, 4, 5",
    "SELECT 'note', name, body FROM notes ORDER BY name",
    "SELECT 'rows', (SELECT count(*) FROM documents), (SELECT count(*) FROM revisions), (SELECT count(*) FROM events),"
    " (SELECT count(*) FROM event_keys), (SELECT count(*) FROM sketch_keys)",
    "SELECT 'indexed', (SELECT count(*) FROM documents_words_docsize), (SELECT count(*) FROM events_words_docsize)",
};

}  // namespace

std::string state_of(const std::string& file) {
  sqlite3* handle = nullptr;
  std::string state, why, tables;
  if (sqlite3_open(file.c_str(), &handle) == SQLITE_OK &&
      ask(handle, "SELECT count(*) FROM sqlite_schema", [&](const std::string& n) { tables = n; }, why) && tables != "0")
    for (const char* question : kQuestions)
      if (!ask(handle, question, [&](const std::string& line) { state += line + '\n'; }, why)) break;
  sqlite3_close(handle);
  return why.empty() ? state : "unreadable: " + why;
}

std::set<std::string> documents_in(const std::string& file) {
  std::set<std::string> documents;
  std::istringstream lines(state_of(file));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::string cell[8];
    for (auto& c : cell) std::getline(cells, c, '\t');
    if (cell[0] == "revision") documents.insert(cell[1] + " " + cell[3]);
  }
  return documents;
}

std::string difference(const std::string& expected, const std::string& found) {
  std::istringstream a(expected), b(found);
  std::string left, right;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(a, left)), more_b = static_cast<bool>(std::getline(b, right));
    if (!more_a && !more_b) return "none";
    if (more_a && more_b && left == right) continue;
    return "expected \"" + (more_a ? left.substr(0, 200) : "no more") + "\", found \"" + (more_b ? right.substr(0, 200) : "no more") + "\"";
  }
}

}  // namespace brink::faults
