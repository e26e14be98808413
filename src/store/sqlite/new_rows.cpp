// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/new_rows.h"

#include <algorithm>
#include <tuple>

#include "store/sqlite/pack_rows.h"

namespace brink {

Result<NewRows> NewRows::mark(const Database& database) {
  const auto document = database.number("SELECT coalesce(max(key), 0) FROM documents");
  if (!document) return document.error();
  const auto event = database.number("SELECT coalesce(max(key), 0) FROM events");
  if (!event) return event.error();
  const auto packed = PackRows(database).totals();
  if (!packed) return packed.error();
  NewRows rows;
  rows.document_ = *document, rows.event_ = std::max(*event, packed->last_event_key);
  rows.next_event_ = rows.event_ + 1;
  return rows;
}

void NewRows::add_keys(const Event& event, const std::string& labels, std::int64_t day,
                       std::int64_t key) {
  const auto status = static_cast<std::int64_t>(event.status);
  for (EventKey& name : keys_of(event))
    keys_.push_back({static_cast<std::int64_t>(name.kind), day, key, status, std::move(name.key),
                     event.type, std::move(name.sectors), labels});
}

Outcome NewRows::write_keys(const Database& database) {
  std::sort(keys_.begin(), keys_.end(), [](const WaitingKey& a, const WaitingKey& b) {
    return std::tie(a.kind, a.key, a.type, a.day, a.event) <
           std::tie(b.kind, b.key, b.type, b.day, b.event);
  });
  auto insert = database.prepare(
      "INSERT INTO event_keys (kind, key, type, day, event, sectors, status, labels)"
      " VALUES (?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  for (const WaitingKey& k : keys_) {
    insert->bind(k.kind).bind(k.key).bind(k.type).bind(k.day).bind(k.event).bind(k.sectors);
    insert->bind(k.status).bind(k.labels);
    if (auto done = insert->run(); !done) return done;
  }
  keys_.clear();
  return Done{};
}

Outcome NewRows::write_counts(const Database& database) {
  auto count = database.prepare(
      "INSERT INTO report_days (day, reports) VALUES (?,?)"
      " ON CONFLICT (day) DO UPDATE SET reports = reports + excluded.reports");
  if (!count) return count.error();
  for (const auto& [day, reports] : report_days_)
    if (auto done = count->bind(day).bind(reports).run(); !done) return done;
  report_days_.clear();
  return Done{};
}

Outcome NewRows::write_waiting(const Database& database) {
  if (auto done = write_keys(database); !done) return done;
  return write_counts(database);
}

Outcome NewRows::finish(const Database& database) {
  if (auto done = write_waiting(database); !done) return done;
  return index_words(database);
}

Outcome NewRows::index_words(const Database& database) const {
  auto documents = database.prepare(
      "INSERT INTO documents_words (rowid, title, text) SELECT key, title, text FROM documents"
      " WHERE key > ?");
  if (!documents) return documents.error();
  if (auto done = documents->bind(document_).run(); !done) return done;
  auto events = database.prepare(
      "INSERT INTO events_words (rowid, text) SELECT key, text FROM events"
      " WHERE key > ? AND text <> ''");
  if (!events) return events.error();
  return events->bind(event_).run();
}

}  // namespace brink
