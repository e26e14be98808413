// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/writer.h"

#include <set>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "store/keep.h"
#include "store/rows.h"
#include "store/sqlite/shelf.h"

namespace brink {

Result<std::string> Writer::copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const {
  return SqliteShelf(database_).copy_of(sketch, key, id);
}

Result<Stored> Writer::add(ArrivingReport& arrival, std::span<const Event> events) {
  added_.absent().erase(arrival.document.id);
  if (takes(arrival, events)) return add_waiting(arrival, events);
  const std::size_t keys = added_.waiting_keys();
  if (auto added = add_rows(arrival, events); !added) {
    const Error error = added.error();
    take_back(arrival, keys);
    return error;
  }
  added_.count_report(arrival.report_day);
  return Stored::kNew;
}

Outcome Writer::add_rows(ArrivingReport& arrival, std::span<const Event> events) const {
  if (auto added = add_document(arrival); !added) return added;
  return add_events(arrival, events);
}

// By hand: under a savepoint SQLite copies every page before it is changed, which costs new reports,
// nearly all of which go in, twice their time. What cannot be taken back ends the batch.
void Writer::take_back(const ArrivingReport& arrival, std::size_t keys) const {
  added_.keep_keys(keys);
  if (!database_.in_transaction() || arrival.key == 0) return;
  if (!SqliteShelf(database_).keep(arrival.key, {})) return (void)database_.run("ROLLBACK");
  for (const char* sql : {"DELETE FROM events WHERE document = ?", "DELETE FROM revisions WHERE document = ?",
                          "DELETE FROM documents WHERE key = ?"}) {
    auto gone = database_.prepare(sql);
    if (gone && gone->bind(arrival.key).run()) continue;
    (void)database_.run("ROLLBACK");
    return;
  }
}

Result<std::int64_t> Writer::key_taken_out(const std::string& id) const {
  if (auto taken = take_out(id); !taken) return taken.error();
  auto rows = database_.prepare("SELECT key FROM documents WHERE id = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(id).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  return rows->number(0);
}

void Writer::end_transaction() {
  if (database_.in_transaction()) (void)database_.run("ROLLBACK").ok();
}

Result<Stored> Writer::change(const ArrivingReport& arrived, HeldReport& held, std::span<const Event> events) {
  ArrivingReport arrival = arrived;
  if (held.key < 0)
    if (auto settled = settle_waiting(); !settled) return settled.error();
  const std::size_t keys = added_.waiting_keys();
  if (auto begun = database_.run("SAVEPOINT change"); !begun) return begun.error();
  Result<Stored> stored = Stored::kRepeated;
  if (held.key < 0) {
    const auto key = key_taken_out(arrival.document.id);
    if (key) held.key = arrival.key = *key;
    else stored = key.error();
  }
  if (stored && arrival.keep > held.kept)
    if (auto down = cut_down(held, arrival.keep); !down) stored = down.error();
  if (stored && held.fingerprint != arrival.fingerprint) stored = replace(arrival, held, events);
  if (stored)
    if (auto kept = database_.run("RELEASE change"); !kept) stored = kept.error();
  if (stored) return stored;
  added_.keep_keys(keys);
  // A full disk makes SQLite roll back by itself. What cannot be taken back ends the batch.
  if (database_.in_transaction() && !database_.run("ROLLBACK TO change; RELEASE change")) (void)database_.run("ROLLBACK");
  return stored;
}

Result<Stored> Writer::replace(const ArrivingReport& arrival, const HeldReport& held,
                               std::span<const Event> events) const {
  if (auto replaced = replace_document(arrival, held); !replaced) return replaced.error();
  if (auto replaced = replace_events(arrival, events); !replaced) return replaced.error();
  return Stored::kRevised;
}

Result<std::vector<IdBytes>> Writer::absent(std::vector<IdBytes> ids) const {
  auto any = database_.number("SELECT EXISTS (SELECT 1 FROM documents)");
  if (!any) return any.error();
  if (*any != 0) {
    auto rows = database_.prepare("SELECT 1 FROM documents WHERE id = ?");
    if (!rows) return rows.error();
    auto left = without_found(std::move(ids), [&](const IdBytes& id) { return rows->bind(hex_of(id)).found(); });
    if (!left) return left;
    ids = std::move(*left);
  }
  return packs_.absent(std::move(ids));
}

Result<std::optional<HeldReport>> Writer::find(const std::string& id) const {
  if (added_.absent().contains(id)) return std::optional<HeldReport>();
  auto rows = database_.prepare(
      "SELECT d.key, d.revision, d.kept, d.fingerprint, d.title, d.text, r.known_from, r.published, r.seen"
      " FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision WHERE "
      "d.id = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(id).step();
  if (!row) return row.error();
  if (!*row) return find_packed(id);
  HeldReport held;
  held.key = rows->number(0), held.revision = rows->number(1);
  held.kept = static_cast<Keep>(rows->number(2));
  held.fingerprint = rows->text(3), held.title = rows->text(4), held.text = rows->text(5);
  held.known_from = rows->number(6);
  held.published = read_iso(rows->text(7));
  held.seen = rows->text(8);
  return std::optional<HeldReport>(std::move(held));
}

Outcome Writer::add_document(ArrivingReport& arrival) const {
  auto insert = database_.prepare(
      "INSERT INTO documents (id, source, url, canonical_url, outlet, language, rights_notice,"
      " rights_keep, kept, revision, fingerprint, first_seen, reported, report_day, title, text, "
      "extra)"
      " VALUES (?,?,?,?,?,?,?,?,?,1,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  const Document& d = arrival.document;
  insert->bind(d.id)
      .bind(d.source)
      .bind(d.url)
      .bind(d.canonical_url)
      .bind(d.outlet)
      .bind(d.language);
  insert->bind(d.rights.notice).bind(static_cast<std::int64_t>(d.rights.keep));
  insert->bind(static_cast<std::int64_t>(arrival.keep))
      .bind(arrival.fingerprint)
      .bind(arrival.seen);
  insert->bind(arrival.reported).bind(arrival.report_day).bind(d.title).bind(d.text).bind(extra_of(d));
  if (auto done = insert->run(); !done) return done;
  arrival.key = database_.last_key();
  return add_revision(arrival);
}

Outcome Writer::add_revision(const ArrivingReport& arrival) const {
  auto insert = database_.prepare(
      "INSERT INTO revisions (document, revision, fingerprint, title, outlet, published, modified, "
      "seen,"
      " known_from, copy_of) VALUES (?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  const Document& d = arrival.document;
  insert->bind(arrival.key)
      .bind(arrival.revision)
      .bind(arrival.fingerprint)
      .bind(d.title)
      .bind(d.outlet);
  insert->bind(written(d.published))
      .bind(written(d.modified))
      .bind(arrival.seen)
      .bind(arrival.known_from)
      .bind(arrival.copy_of);
  if (auto done = insert->run(); !done) return done;
  return SqliteShelf(database_).keep(arrival.key, arrival.sketch);
}

Outcome Writer::add_events(const ArrivingReport& arrival, std::span<const Event> events) const {
  EventCutter cutter(arrival.keep, limit_);
  std::set<std::string_view> added;
  for (const Event& event : events) {
    if (!added.insert(event.id).second) continue;
    std::optional<Event> shorter;
    if (arrival.keep != Keep::kFull) cutter.cut(shorter.emplace(event));
    const Event& kept = shorter ? *shorter : event;
    if (auto done = add_event(arrival, kept, body_of(kept)); !done) return done;
  }
  return Done{};
}

Outcome Writer::add_event(const ArrivingReport& arrival, const Event& event,
                          const std::string& body) const {
  const auto days = read_day_range(event.date, event.date_precision);
  std::optional<std::int64_t> first, last;
  if (days) first = number_of(days->first), last = number_of(days->last);
  auto insert = database_.prepare(
      "INSERT INTO events (key, id, document, revision, reported, known_from, first_day, last_day, type,"
      " cameo, status, labels, text, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  const std::int64_t key = added_.take_event_keys(1);
  insert->bind(key).bind(event.id).bind(arrival.key).bind(arrival.revision).bind(arrival.reported);
  insert->bind(arrival.known_from).bind(first).bind(last).bind(event.type).bind(event.cameo);
  const std::string labels = labels_of(event);
  insert->bind(static_cast<std::int64_t>(event.status)).bind(labels);
  insert->bind(event.text).bind(body);
  if (auto done = insert->run(); !done) return done;
  added_.add_keys(event, labels, last.value_or(kNoDay), key);
  return Done{};
}

}  // namespace brink
