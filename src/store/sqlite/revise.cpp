// SPDX-License-Identifier: Apache-2.0
// What becomes of a document that comes again: changed, or to be kept under stricter rights.
#include "store/event_changes.h"
#include "store/keep.h"
#include "store/rows.h"
#include "store/sqlite/writer.h"

namespace brink {
namespace {

// FTS5 keeps no text of its own here, so a row is taken out by showing it what it was made of.
Outcome forget_words(const Database& database, std::int64_t key, std::string_view title,
                     std::string_view text) {
  auto forget = database.prepare(
      "INSERT INTO documents_words (documents_words, rowid, title, text) VALUES ('delete',?,?,?)");
  if (!forget) return forget.error();
  return forget->bind(key).bind(title).bind(text).run();
}

Outcome learn_words(const Database& database, std::int64_t key, std::string_view title,
                    std::string_view text) {
  auto learn = database.prepare("INSERT INTO documents_words (rowid, title, text) VALUES (?,?,?)");
  if (!learn) return learn.error();
  return learn->bind(key).bind(title).bind(text).run();
}

Result<std::vector<HeldEvent>> held_events(const Database& database, std::int64_t document,
                                           bool all) {
  auto rows = database.prepare(
      all ? "SELECT key, id, text, body FROM events WHERE document = ? ORDER BY key"
          : "SELECT key, id, text, body FROM events WHERE document = ?"
            " AND superseded IS NULL ORDER BY key");
  if (!rows) return rows.error();
  rows->bind(document);
  std::vector<HeldEvent> held;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return held;
    held.push_back({rows->number(0), 0, std::string(rows->text(1)), std::string(rows->text(2)),
                    std::string(rows->text(3))});
  }
}

}  // namespace

Outcome Writer::replace_document(const ArrivingReport& arrival, const HeldReport& held) const {
  const bool indexed = !added_.has_document(held.key);
  if (indexed)
    if (auto done = forget_words(database_, held.key, held.title, held.text); !done) return done;
  auto update = database_.prepare(
      "UPDATE documents SET source = ?, url = ?, canonical_url = ?, outlet = ?, language = ?,"
      " rights_notice = ?, rights_keep = ?, kept = ?, revision = ?, fingerprint = ?, title = ?, "
      "text = ?,"
      " extra = ? WHERE key = ?");
  if (!update) return update.error();
  const Document& d = arrival.document;
  update->bind(d.source).bind(d.url).bind(d.canonical_url).bind(d.outlet).bind(d.language);
  update->bind(d.rights.notice).bind(static_cast<std::int64_t>(d.rights.keep));
  update->bind(static_cast<std::int64_t>(arrival.keep))
      .bind(arrival.revision)
      .bind(arrival.fingerprint);
  update->bind(d.title).bind(d.text).bind(extra_of(d)).bind(held.key);
  if (auto done = update->run(); !done) return done;
  if (indexed)
    if (auto done = learn_words(database_, held.key, d.title, d.text); !done) return done;
  auto end =
      database_.prepare("UPDATE revisions SET superseded = ? WHERE document = ? AND revision = ?");
  if (!end) return end.error();
  if (auto done = end->bind(arrival.known_from).bind(held.key).bind(held.revision).run(); !done)
    return done;
  return add_revision(arrival);
}

Outcome Writer::replace_events(const ArrivingReport& arrival, std::span<const Event> events) const {
  auto held = held_events(database_, arrival.key, false);
  if (!held) return held.error();
  const EventChanges changes = changes_between(std::move(*held), events, arrival.keep, limit_);
  auto end = database_.prepare("UPDATE events SET superseded = ? WHERE key = ?");
  if (!end) return end.error();
  for (const HeldEvent& event : changes.gone)
    if (auto done = end->bind(arrival.known_from).bind(event.key).run(); !done) return done;
  for (const Event& event : changes.fresh)
    if (auto done = add_event(arrival, event, body_of(event)); !done) return done;
  return Done{};
}

Outcome Writer::cut_down(HeldReport& held, Keep keep) const {
  if (auto done = cut_document(held, keep); !done) return done;
  return cut_events(held, keep);
}

Outcome Writer::cut_document(HeldReport& held, Keep keep) const {
  auto rows = database_.prepare("SELECT extra FROM documents WHERE key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(held.key).step();
  if (!row) return row.error();
  Document document;
  if (auto read = read_extra(rows->text(0), document); !read) return read;
  document.text = held.text;
  cut(document, keep);
  const bool indexed = !added_.has_document(held.key);
  if (indexed)
    if (auto done = forget_words(database_, held.key, held.title, held.text); !done) return done;
  auto update =
      database_.prepare("UPDATE documents SET kept = ?, text = ?, extra = ? WHERE key = ?");
  if (!update) return update.error();
  update->bind(static_cast<std::int64_t>(keep))
      .bind(document.text)
      .bind(extra_of(document))
      .bind(held.key);
  if (auto done = update->run(); !done) return done;
  held.text = document.text;
  if (!indexed) return Done{};
  return learn_words(database_, held.key, held.title, held.text);
}

// All revisions' events: a notice that was seen late holds for what came before it too.
Outcome Writer::cut_events(const HeldReport& held, Keep keep) const {
  const auto all = held_events(database_, held.key, true);
  if (!all) return all.error();
  auto forget = database_.prepare(
      "INSERT INTO events_words (events_words, rowid, text) VALUES ('delete',?,?)");
  if (!forget) return forget.error();
  auto learn = database_.prepare("INSERT INTO events_words (rowid, text) VALUES (?,?)");
  if (!learn) return learn.error();
  auto update = database_.prepare("UPDATE events SET text = ?, body = ? WHERE key = ?");
  if (!update) return update.error();
  EventCutter cutter(keep, limit_);
  for (const HeldEvent& row : *all) {
    auto event = read_body(row.body);
    if (!event) return event.error();
    event->text = row.text;
    cutter.cut(*event);
    const bool indexed = !added_.has_event(row.key);
    if (indexed && !row.text.empty())
      if (auto done = forget->bind(row.key).bind(row.text).run(); !done) return done;
    if (auto done = update->bind(event->text).bind(body_of(*event)).bind(row.key).run(); !done)
      return done;
    if (indexed && !event->text.empty())
      if (auto done = learn->bind(row.key).bind(event->text).run(); !done) return done;
  }
  return Done{};
}

}  // namespace brink
