// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/archive.h"

#include "store/sqlite/pack_rows.h"
#include "store/sqlite/reader.h"
#include "store/sqlite/snapshot.h"
#include "store/sqlite/writer.h"

namespace brink {

SqliteArchive::SqliteArchive(std::unique_ptr<Database> database, const ArchiveSettings& settings)
    : database_(std::move(database)), limit_(settings.excerpt), pack_from_(settings.pack_from) {}

Outcome SqliteArchive::may_write() const {
  if (database_->writable()) return Done{};
  return Error{"store", database_->where(), "an archive opened for reading",
               "one opened for writing"};
}

Outcome SqliteArchive::begin() {
  if (auto may = may_write(); !may) return may;
  if (database_->in_transaction())
    return Error{"store", database_->where(), "begin within begin", "commit or roll_back first"};
  if (auto begun = database_->run("BEGIN IMMEDIATE"); !begun) return begun;
  auto marked = mark();
  if (!marked) (void)database_->run("ROLLBACK");
  return marked;
}

Outcome SqliteArchive::mark() {
  auto marked = NewRows::mark(*database_);
  if (!marked) return marked.error();
  new_rows_ = std::move(*marked);
  return waiting_ids_.hold(*database_);
}

Outcome SqliteArchive::tidy() {
  if (auto may = may_write(); !may) return may;
  const auto waiting = WaitingIds::packs(*database_);
  if (!waiting) return waiting.error();
  if (*waiting == 0) return Done{};
  const PackRows packs(*database_, &waiting_ids_);
  if (database_->in_transaction()) return packs.settle_ids();
  if (auto begun = begin(); !begun) return begun;
  if (auto settled = packs.settle_ids(); !settled) return (void)roll_back(), settled;
  return commit();
}

Outcome SqliteArchive::commit() {
  if (!database_->in_transaction())
    return Error{"store", database_->where(), "nothing begun, or already rolled back",
                 "begin before commit"};
  auto done = writer().settle_waiting();
  if (done) done = new_rows_.finish(*database_);
  if (done) done = database_->run("COMMIT");
  if (!done && database_->in_transaction()) (void)database_->run("ROLLBACK");
  return done;
}

Writer SqliteArchive::writer() const { return Writer(*database_, limit_, pack_from_, new_rows_, waiting_ids_); }

Outcome SqliteArchive::write_waiting() const {
  if (!database_->in_transaction()) return Done{};
  if (auto settled = writer().settle_waiting(); !settled) return settled;
  return new_rows_.write_waiting(*database_);
}

Outcome SqliteArchive::roll_back() {
  if (!database_->in_transaction()) return Done{};
  return database_->run("ROLLBACK");
}

Result<Stored> SqliteArchive::put(const Document& document, std::span<const Event> events,
                                  Keep keep, const std::string& now) {
  if (auto may = may_write(); !may) return may.error();
  if (database_->in_transaction())
    return writer().put_and_settle(document, events, keep, now);
  if (auto begun = begin(); !begun) return begun.error();
  auto stored = writer().put_and_settle(document, events, keep, now);
  if (stored)
    if (auto kept = commit(); !kept) stored = kept.error();
  if (!stored) (void)roll_back();
  return stored;
}

Outcome SqliteArchive::expect(std::span<const std::string> ids) {
  if (!database_->in_transaction()) return Done{};
  std::vector<IdBytes> asked;
  for (const std::string& id : ids)
    if (is_hex_id(id) && !new_rows_.waiting().has(id)) asked.push_back(id_bytes(id));
  auto absent = writer().absent(std::move(asked));
  if (!absent) return absent.error();
  new_rows_.absent() = AbsentIds(std::move(*absent));
  return Done{};
}

std::unique_ptr<Archive> SqliteArchive::another_reader() const {
  if (database_->in_transaction()) return nullptr;
  auto another = database_->another_reader();
  return another ? std::make_unique<SqliteArchive>(std::move(*another), ArchiveSettings{}) : nullptr;
}

Outcome SqliteArchive::set_aside(const SetAside& item) {
  if (auto may = may_write(); !may) return may;
  auto insert = database_->prepare(
      "INSERT INTO set_asides (source, stage, place, found, expected, at) VALUES (?,?,?,?,?,?)"
      " ON CONFLICT DO UPDATE SET expected = excluded.expected, at = excluded.at");
  if (!insert) return insert.error();
  const Error& e = item.error;
  return insert->bind(item.source)
      .bind(e.stage)
      .bind(e.where)
      .bind(e.found)
      .bind(e.expected)
      .bind(item.at)
      .run();
}

Outcome SqliteArchive::set_asides(const std::function<bool(const SetAside&)>& visit) const {
  auto rows = database_->prepare(
      "SELECT source, stage, place, found, expected, at FROM set_asides"
      " ORDER BY at DESC, source, stage, place, found");
  if (!rows) return rows.error();
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    const auto text = [&](int column) { return std::string(rows->text(column)); };
    if (!visit(SetAside{text(0), Error{text(1), text(2), text(3), text(4)}, text(5)}))
      return Done{};
  }
}

Result<Archive::Validators> SqliteArchive::validators(const std::string& url) const {
  auto rows = database_->prepare("SELECT etag, last_modified FROM validators WHERE url = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(url).step();
  if (!row) return row.error();
  if (!*row) return Validators{};
  return Validators{std::string(rows->text(0)), std::string(rows->text(1))};
}

Outcome SqliteArchive::keep_validators(const std::string& url, const Validators& validators) {
  if (auto may = may_write(); !may) return may;
  auto insert = database_->prepare(
      "INSERT INTO validators (url, etag, last_modified) VALUES (?,?,?)"
      " ON CONFLICT DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified");
  if (!insert) return insert.error();
  return insert->bind(url).bind(validators.etag).bind(validators.last_modified).run();
}

Result<bool> SqliteArchive::take_turn(const std::string& name) {
  if (auto may = may_write(); !may) return may.error();
  if (turns_.contains(name)) return true;
  auto turn = FileTurn::take(database_->where() + "." + name);
  if (!turn) return turn.error();
  if (!turn->mine()) return false;
  turns_.emplace(name, std::move(*turn));
  return true;
}

Result<std::vector<StoredDocument>> SqliteArchive::document(const std::string& id_or_prefix) const {
  if (auto written = write_waiting(); !written) return written.error();
  return Reader(*database_).document(id_or_prefix);
}

Outcome SqliteArchive::documents(const DocumentQuery& query,
                                 const std::function<bool(const StoredDocument&)>& visit) const {
  if (auto written = write_waiting(); !written) return written;
  return Reader(*database_).documents(query, visit);
}

Result<std::vector<Event>> SqliteArchive::event(const std::string& id_or_prefix) const {
  if (auto written = write_waiting(); !written) return written.error();
  return Reader(*database_).event(id_or_prefix);
}

Outcome SqliteArchive::events(
    const EventQuery& query,
    const std::function<bool(const Event&, const StoredDocument&)>& visit) const {
  if (auto written = write_waiting(); !written) return written;
  return Reader(*database_).events(query, visit);
}

Result<ArchiveCounts> SqliteArchive::counts() const {
  if (auto written = write_waiting(); !written) return written.error();
  ArchiveCounts counts;
  const Snapshot snapshot(*database_);
  const auto packed = PackRows(*database_).totals();
  if (!packed) return packed.error();
  const std::pair<const char*, std::uint64_t*> questions[] = {
      {"SELECT count(*) FROM documents", &counts.documents},
      {"SELECT count(*) FROM events WHERE superseded IS NULL", &counts.events},
      {"SELECT count(*) FROM set_asides", &counts.set_aside}};
  for (const auto& [question, answer] : questions) {
    const auto number = database_->number(question);
    if (!number) return number.error();
    *answer = static_cast<std::uint64_t>(*number);
  }
  counts.documents += packed->reports, counts.events += packed->events;
  return counts;
}

Result<std::vector<ReportDay>> SqliteArchive::report_days(Day first, Day last) const {
  if (auto written = write_waiting(); !written) return written.error();
  return Reader(*database_).report_days(first, last);
}

Result<std::unique_ptr<Archive>> SqliteArchive::open(const std::string& where, Access access,
                                                     const ArchiveSettings& settings) {
  auto database = Database::open(where, access, settings);
  if (!database) return database.error();
  return std::unique_ptr<Archive>(new SqliteArchive(std::move(*database), settings));
}

}  // namespace brink
