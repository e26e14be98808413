// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/writer.h"

#include <set>

#include "base/iso_time.h"
#include "store/keep.h"
#include "store/postgres/shelf.h"
#include "store/postgres/word_vector.h"
#include "store/rows.h"

namespace brink {
namespace {

Outcome done_of(const Result<PostgresRows>& rows) {
  if (!rows) return rows.error();
  return Done{};
}

}  // namespace

Result<std::optional<HeldReport>> PostgresWriter::find(const std::string& id) const {
  if (waits(id)) return find_packed(id);
  if (waiting_.has(id)) {
    if (auto sent = waiting_.send(connection_, parts_); !sent) return sent.error();
  } else if (absent_.contains(id)) {
    return find_packed(id);
  }
  auto rows = connection_.ask_prepared(
      "SELECT d.key, d.revision, d.kept, d.fingerprint, d.title, d.text, r.known_from, r.published, r.seen"
      " FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision WHERE d.id = ?",
      PostgresValues().add(id));
  if (!rows) return rows.error();
  if (rows->empty()) return find_packed(id);
  HeldReport held;
  held.key = rows->number(0, 0), held.revision = rows->number(0, 1);
  held.kept = static_cast<Keep>(rows->number(0, 2));
  held.fingerprint = rows->text(0, 3), held.title = rows->text(0, 4), held.text = rows->text(0, 5);
  held.known_from = rows->number(0, 6);
  held.published = read_iso(rows->text(0, 7));
  held.seen = rows->text(0, 8);
  return std::optional<HeldReport>(std::move(held));
}

Result<std::string> PostgresWriter::copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const {
  const auto shelf = PostgresShelf::around(sketch, connection_, waiting_);
  if (!shelf) return shelf.error();
  const auto original = original_of(sketch, *shelf, key);
  if (!original) return original.error();
  if (!*original) return std::string();
  if (waiting_.sketch(**original) != nullptr)
    if (auto sent = waiting_.send(connection_, parts_); !sent) return sent.error();
  auto rows = connection_.ask_prepared(
      "SELECT d.id, r.copy_of FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision"
      " WHERE d.key = ?",
      PostgresValues().add(**original));
  if (!rows) return rows.error();
  if (rows->empty()) return connection_.error("a sketch without its document", "an intact archive: restore a copy");
  // A copy of a copy is one of the first; and what others copied does not become theirs by a change.
  const std::string first = rows->text(0, 1).empty() ? rows->text(0, 0) : rows->text(0, 1);
  return first == id ? std::string() : first;
}

Result<Stored> PostgresWriter::add(ArrivingReport& arrival, std::span<const Event> events) {
  if (takes(arrival, events)) return add_waiting(arrival, events);
  if (auto added = add_rows(arrival, events); !added) return added.error();
  count_report(arrival.report_day);
  return Stored::kNew;
}

// Only gathers rows, which cannot fail halfway.
Outcome PostgresWriter::add_rows(ArrivingReport& arrival, std::span<const Event> events) const {
  waiting_.add_document(arrival);
  EventCutter cutter(arrival.keep, limit_);
  std::set<std::string_view> added;
  for (const Event& event : events) {
    if (!added.insert(event.id).second) continue;
    std::optional<Event> shorter;
    if (arrival.keep != Keep::kFull) cutter.cut(shorter.emplace(event));
    const Event& kept = shorter ? *shorter : event;
    waiting_.add_event(arrival, kept, body_of(kept));
  }
  return Done{};
}

Result<Stored> PostgresWriter::change(const ArrivingReport& arrived, HeldReport& held, std::span<const Event> events) {
  ArrivingReport arrival = arrived;
  if (held.key < 0)
    if (auto settled = settle_waiting(); !settled) return settled.error();
  if (auto sent = waiting_.send(connection_, parts_); !sent) return sent.error();
  if (auto begun = connection_.run("SAVEPOINT change"); !begun) return begun.error();
  Outcome changed = make_changes(arrival, held, events);
  if (changed) changed = waiting_.send(connection_, parts_);
  if (changed) changed = connection_.run("RELEASE change");
  if (changed) return held.fingerprint == arrival.fingerprint ? Stored::kRepeated : Stored::kRevised;
  const PostgresFault fault = connection_.fault();
  waiting_.begin(waiting_.last_document(), waiting_.last_event());
  parts_.forget();
  packs_.forget();
  // A transaction that will be run again needs no mending.
  if (fault == PostgresFault::kOther || fault == PostgresFault::kNone)
    (void)connection_.run("ROLLBACK TO change; RELEASE change");
  return changed.error();
}

Outcome PostgresWriter::make_changes(ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) const {
  if (held.key < 0) {
    const auto key = key_taken_out(arrival.document.id);
    if (!key) return key.error();
    held.key = arrival.key = *key;
  }
  if (arrival.keep > held.kept) {
    if (auto done = cut_document(held, arrival.keep); !done) return done;
    if (auto done = cut_events(held, arrival.keep); !done) return done;
  }
  if (held.fingerprint == arrival.fingerprint) return Done{};
  if (auto done = replace_document(arrival, held); !done) return done;
  return replace_events(arrival, events);
}

Result<std::int64_t> PostgresWriter::key_taken_out(const std::string& id) const {
  if (auto taken = take_out(id); !taken) return taken.error();
  if (auto sent = waiting_.send(connection_, parts_); !sent) return sent.error();
  auto rows = connection_.ask_prepared("SELECT key FROM documents WHERE id = ?", PostgresValues().add(id));
  if (!rows) return rows.error();
  return rows->empty() ? Result<std::int64_t>(packs_.damaged()) : rows->number(0, 0);
}

Outcome PostgresWriter::replace_document(const ArrivingReport& arrival, const HeldReport& held) const {
  const Document& d = arrival.document;
  PostgresValues values;
  values.add(d.source).add(d.url).add(d.canonical_url).add(d.outlet).add(d.language).add(d.rights.notice);
  values.add(static_cast<std::int64_t>(d.rights.keep)).add(static_cast<std::int64_t>(arrival.keep));
  values.add(arrival.revision).add(arrival.fingerprint).add(d.title).add(d.text).add(extra_of(d));
  values.add_bytes(word_vector(d.title, d.text)).add(held.key);
  auto done = done_of(connection_.ask(
      "UPDATE documents SET source = ?, url = ?, canonical_url = ?, outlet = ?, language = ?, rights_notice = ?,"
      " rights_keep = ?, kept = ?, revision = ?, fingerprint = ?, title = ?, text = ?, extra = ?, words = ?"
      " WHERE key = ?",
      values));
  if (!done) return done;
  done = done_of(connection_.ask("UPDATE revisions SET superseded = ? WHERE document = ? AND revision = ?",
                                 PostgresValues().add(arrival.known_from).add(held.key).add(held.revision)));
  if (!done) return done;
  if (done = forget_sketch(connection_, held.key); !done) return done;
  waiting_.add_revision(arrival);
  return Done{};
}

Outcome PostgresWriter::replace_events(const ArrivingReport& arrival, std::span<const Event> events) const {
  auto held = held_events(arrival.key, false);
  if (!held) return held.error();
  const EventChanges changes = changes_between(std::move(*held), events, arrival.keep, limit_);
  for (const HeldEvent& event : changes.gone) {
    auto done = done_of(connection_.ask_prepared("UPDATE events SET superseded = ? WHERE key = ? AND day = ?",
                                                 PostgresValues().add(arrival.known_from).add(event.key).add(event.day)));
    if (!done) return done;
  }
  for (const Event& event : changes.fresh) waiting_.add_event(arrival, event, body_of(event));
  return Done{};
}

Result<std::vector<HeldEvent>> PostgresWriter::held_events(std::int64_t document, bool all) const {
  auto rows = connection_.ask_prepared(
      std::string("SELECT key, day, id, text, body FROM events WHERE document = ?") +
          (all ? "" : " AND superseded IS NULL") + " ORDER BY key",
      PostgresValues().add(document));
  if (!rows) return rows.error();
  std::vector<HeldEvent> held;
  for (int row = 0; row < rows->size(); ++row)
    held.push_back({rows->number(row, 0), rows->number(row, 1), rows->text(row, 2), rows->text(row, 3), rows->text(row, 4)});
  return held;
}

Outcome PostgresWriter::cut_document(HeldReport& held, Keep keep) const {
  auto rows = connection_.ask("SELECT extra FROM documents WHERE key = ?", PostgresValues().add(held.key));
  if (!rows) return rows.error();
  Document document;
  if (auto read = read_extra(rows->text(0, 0), document); !read) return read;
  document.text = held.text;
  cut(document, keep);
  held.text = document.text;
  return done_of(connection_.ask("UPDATE documents SET kept = ?, text = ?, extra = ?, words = ? WHERE key = ?",
                                 PostgresValues()
                                     .add(static_cast<std::int64_t>(keep))
                                     .add(document.text)
                                     .add(extra_of(document))
                                     .add_bytes(word_vector(held.title, document.text))
                                     .add(held.key)));
}

// All revisions' events: a notice that was seen late holds for what came before it too.
Outcome PostgresWriter::cut_events(const HeldReport& held, Keep keep) const {
  const auto all = held_events(held.key, true);
  if (!all) return all.error();
  EventCutter cutter(keep, limit_);
  for (const HeldEvent& row : *all) {
    auto event = read_body(row.body);
    if (!event) return event.error();
    event->text = row.text;
    cutter.cut(*event);
    auto done = done_of(connection_.ask_prepared("UPDATE events SET text = ?, body = ?, words = ? WHERE key = ? AND day = ?",
                                                 PostgresValues()
                                                     .add(event->text)
                                                     .add(body_of(*event))
                                                     .add_bytes(word_vector(event->text))
                                                     .add(row.key)
                                                     .add(row.day)));
    if (!done) return done;
  }
  return Done{};
}

}  // namespace brink
