// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/new_rows.h"

namespace brink {

Result<NewRows> NewRows::mark(const Database& database) {
  const auto document = database.number("SELECT coalesce(max(key), 0) FROM documents");
  if (!document) return document.error();
  const auto event = database.number("SELECT coalesce(max(key), 0) FROM events");
  if (!event) return event.error();
  NewRows rows;
  rows.document_ = *document, rows.event_ = *event;
  return rows;
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
