// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/writer.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/day_range.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "store/keep.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/shelf.h"

namespace brink {
namespace {

constexpr int kDeepest = 8;  // acts within acts; a sentence has one or two
constexpr std::int64_t kNoDay = std::numeric_limits<std::int32_t>::min();

Outcome check(const Document& document) {
  if (is_hex_id(document.id)) return Done{};
  return Error{"store", document.source, "the document's id \"" + document.id + "\"",
               "32 hex digits"};
}

Outcome check(const Document& document, const Event& event) {
  const auto say = [&](std::string found, std::string expected) {
    return Error{"store", document.source + ", event " + event.id, std::move(found),
                 std::move(expected)};
  };
  if (!is_hex_id(event.id)) return say("the event's id \"" + event.id + "\"", "32 hex digits");
  if (!event.document.empty() && event.document != document.id)
    return say("an event of document " + event.document, "one of " + document.id);
  int depth = 0;
  for (const Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front())
    if (++depth > kDeepest) return say("acts within acts, more than 8 deep", "at most 8");
  return Done{};
}

std::string fingerprint_of(const Document& document) {
  return hex_hash(document.title + '\0' + document.text);
}

std::string written(const std::optional<Timestamp>& moment) {
  return moment ? to_iso(*moment) : "";
}

std::int64_t seconds_of(const Timestamp& moment) { return moment.utc.time_since_epoch().count(); }

// No report is known before its date; and a date in the future is a mistake of the page's clock.
Day not_after(Day day, Day seen) { return day > seen + std::chrono::days(1) ? seen : day; }

Day known_day(const Document& document, Day seen) {
  return document.published ? not_after(document.published->local_day(), seen) : seen;
}

// A page that says when it was changed, or was given a later date, was so known; else all we know
// is when we saw it.
Day revised_day(const Document& document, const std::optional<Timestamp>& published_before,
                Day seen) {
  if (document.modified) return not_after(document.modified->local_day(), seen);
  if (document.published && published_before && document.published->utc > published_before->utc)
    return not_after(document.published->local_day(), seen);
  return seen;
}

// A clock that went back does not make us see a revision before the one that it follows: a board of a day
// on which only that one was known would change.
Timestamp latest(const Timestamp& now, const std::string& before) {
  const auto earlier = read_iso(before);
  return earlier && earlier->utc > now.utc ? *earlier : now;
}

}  // namespace

Result<Stored> Writer::put(const Document& document, std::span<const Event> events, Keep keep,
                           const std::string& now) {
  if (auto good = check(document); !good) return good.error();
  for (const Event& event : events)
    if (auto good = check(document, event); !good) return good.error();
  const auto seen = read_iso(now);
  if (!seen) return Error{"store", "now", now, "a moment in ISO 8601"};
  auto held = find(document.id);
  if (!held) return held.error();

  keep = stricter(keep, document.rights.keep);
  std::optional<Document> shorter;
  if (keep != Keep::kFull) cut(shorter.emplace(document), keep);
  Arrival arrival{shorter ? *shorter : document, keep, fingerprint_of(document), now, {}, {}};
  arrival.reported = seconds_of(document.published.value_or(*seen));
  arrival.report_day = number_of(document.published.value_or(*seen).local_day());
  const bool repeated = *held && (*held)->fingerprint == arrival.fingerprint;
  if (!repeated) {
    arrival.sketch = sketch_of(document.text, document.outlet);
    if (auto settled = settle_copy(arrival, *held ? (*held)->key : -1); !settled) return settled.error();
  }
  if (!*held) {
    arrival.known_from = number_of(known_day(document, seen->local_day()));
    return add(arrival, events);
  }
  if (repeated && keep <= (*held)->kept) return Stored::kRepeated;
  const Timestamp moment = latest(*seen, (*held)->seen);
  arrival.seen = to_iso(moment);
  arrival.key = (*held)->key;
  arrival.revision = (*held)->revision + 1;
  const Day revised = revised_day(document, (*held)->published, moment.local_day());
  arrival.known_from = std::max(number_of(revised), (*held)->known_from);
  return change(arrival, **held, events);
}

Outcome Writer::settle_copy(Arrival& arrival, std::int64_t key) const {
  if (arrival.sketch.empty()) return Done{};
  auto copy_of = SqliteShelf(database_).copy_of(arrival.sketch, key, arrival.document.id);
  if (!copy_of) return copy_of.error();
  arrival.copy_of = std::move(*copy_of);
  return Done{};
}

Result<Stored> Writer::add(Arrival& arrival, std::span<const Event> events) const {
  const std::size_t keys = added_.waiting_keys();
  if (auto added = add_rows(arrival, events); !added) {
    const Error error = added.error();
    take_back(arrival, keys);
    return error;
  }
  added_.count_report(arrival.report_day);
  return Stored::kNew;
}

Outcome Writer::add_rows(Arrival& arrival, std::span<const Event> events) const {
  if (auto added = add_document(arrival); !added) return added;
  return add_events(arrival, events);
}

// By hand: under a savepoint SQLite copies every page before it is changed, which costs new reports,
// nearly all of which go in, twice their time. What cannot be taken back ends the batch.
void Writer::take_back(const Arrival& arrival, std::size_t keys) const {
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

Result<Stored> Writer::change(const Arrival& arrival, Held& held, std::span<const Event> events) const {
  const std::size_t keys = added_.waiting_keys();
  if (auto begun = database_.run("SAVEPOINT change"); !begun) return begun.error();
  Result<Stored> stored = Stored::kRepeated;
  if (arrival.keep > held.kept)
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

Result<Stored> Writer::replace(const Arrival& arrival, const Held& held,
                               std::span<const Event> events) const {
  if (auto replaced = replace_document(arrival, held); !replaced) return replaced.error();
  if (auto replaced = replace_events(arrival, events); !replaced) return replaced.error();
  return Stored::kRevised;
}

Result<std::optional<Writer::Held>> Writer::find(const std::string& id) const {
  auto rows = database_.prepare(
      "SELECT d.key, d.revision, d.kept, d.fingerprint, d.title, d.text, r.known_from, r.published, r.seen"
      " FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision WHERE "
      "d.id = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Held>();
  Held held;
  held.key = rows->number(0), held.revision = rows->number(1);
  held.kept = static_cast<Keep>(rows->number(2));
  held.fingerprint = rows->text(3), held.title = rows->text(4), held.text = rows->text(5);
  held.known_from = rows->number(6);
  held.published = read_iso(rows->text(7));
  held.seen = rows->text(8);
  return std::optional<Held>(std::move(held));
}

Outcome Writer::add_document(Arrival& arrival) const {
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

Outcome Writer::add_revision(const Arrival& arrival) const {
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

Outcome Writer::add_events(const Arrival& arrival, std::span<const Event> events) const {
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

Outcome Writer::add_event(const Arrival& arrival, const Event& event,
                          const std::string& body) const {
  const auto days = read_day_range(event.date, event.date_precision);
  std::optional<std::int64_t> first, last;
  if (days) first = number_of(days->first), last = number_of(days->last);
  auto insert = database_.prepare(
      "INSERT INTO events (id, document, revision, reported, known_from, first_day, last_day, type,"
      " cameo, status, labels, text, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  insert->bind(event.id).bind(arrival.key).bind(arrival.revision).bind(arrival.reported);
  insert->bind(arrival.known_from).bind(first).bind(last).bind(event.type).bind(event.cameo);
  const std::string labels = labels_of(event);
  insert->bind(static_cast<std::int64_t>(event.status)).bind(labels);
  insert->bind(event.text).bind(body);
  if (auto done = insert->run(); !done) return done;
  added_.add_keys(event, labels, last.value_or(kNoDay), database_.last_key());
  return Done{};
}

}  // namespace brink
