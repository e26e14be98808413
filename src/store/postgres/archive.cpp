// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/archive.h"

#include "store/postgres/reader.h"
#include "store/postgres/schema.h"

namespace brink {
Result<std::unique_ptr<PostgresSession>> open_session(const std::string& where, Access access,
                                                      const ArchiveSettings& settings) {
  auto connection = PostgresConnection::open(where, access, settings.wait_ms);
  if (!connection) return connection.error();
  if (auto ready = prepare_postgres(**connection); !ready) return ready.error();
  return std::make_unique<PostgresSession>(std::move(*connection), settings);
}

Result<std::unique_ptr<Archive>> PostgresArchive::open(const std::string& where, Access access,
                                                       const ArchiveSettings& settings) {
  auto session = open_session(where, access, settings);
  if (!session) return session.error();
  return std::unique_ptr<Archive>(new PostgresArchive(std::move(*session)));
}

std::unique_ptr<Archive> PostgresArchive::another_reader() const {
  if (session_->connection().in_transaction()) return nullptr;
  auto another = session_->connection().another_reader();
  if (!another) return nullptr;
  return std::make_unique<PostgresArchive>(std::make_unique<PostgresSession>(std::move(*another), ArchiveSettings{}));
}

Outcome PostgresArchive::may_write() const {
  const PostgresConnection& connection = session_->connection();
  if (connection.writable()) return Done{};
  return connection.error("an archive opened for reading", "one opened for writing");
}

Outcome PostgresArchive::write(const char* sql, const PostgresValues& values) {
  auto changed = write_counted(sql, values);
  if (!changed) return changed.error();
  return Done{};
}

Result<std::int64_t> PostgresArchive::write_counted(const char* sql, const PostgresValues& values) {
  if (auto may = may_write(); !may) return may.error();
  return session_->write(
      [session = session_.get(), sql, values]() -> Result<std::int64_t> {
        auto rows = session->connection().ask_prepared(sql, values);
        if (!rows) return rows.error();
        return rows->changed();
      },
      values.bytes());
}

Outcome PostgresArchive::begin() {
  if (auto may = may_write(); !may) return may;
  return session_->begin();
}

Result<Stored> PostgresArchive::put(const Document& document, std::span<const Event> events, Keep keep,
                                    const std::string& now) {
  if (auto may = may_write(); !may) return may.error();
  return session_->put(document, events, keep, now);
}

Outcome PostgresArchive::set_aside(const SetAside& item) {
  const auto& [source, error, at] = item;
  return write(
      "INSERT INTO set_asides (source, stage, place, found, expected, at) VALUES (?,?,?,?,?,?)"
      " ON CONFLICT (md5(source || chr(31) || stage || chr(31) || place || chr(31) || found))"
      " DO UPDATE SET expected = excluded.expected, at = excluded.at",
      PostgresValues().add(source).add(error.stage).add(error.where).add(error.found).add(error.expected).add(at));
}

Outcome PostgresArchive::set_asides(const std::function<bool(const SetAside&)>& visit) const {
  bool shown = false;
  const auto show = [&](const SetAside& item) {
    shown = true;
    return visit(item);
  };
  return session_->ask([&] { return PostgresReader(session_->connection()).set_asides(show); }, shown);
}

Result<Archive::Validators> PostgresArchive::validators(const std::string& url) const {
  const auto rows = session_->ask(
      [&] {
        return session_->connection().ask_prepared(
            "SELECT etag, last_modified FROM validators WHERE md5(url) = md5(?) AND url = ?", PostgresValues().add(url).add(url));
      },
      kNothingShown);
  if (!rows) return rows.error();
  if (rows->empty()) return Validators{};
  return Validators{rows->text(0, 0), rows->text(0, 1)};
}

Outcome PostgresArchive::keep_validators(const std::string& url, const Validators& validators) {
  return write(
      "INSERT INTO validators (url, etag, last_modified) VALUES (?,?,?)"
      " ON CONFLICT (md5(url)) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified",
      PostgresValues().add(url).add(validators.etag).add(validators.last_modified));
}

Result<std::string> PostgresArchive::note(const std::string& name) const {
  const auto rows = session_->ask(
      [&] {
        return session_->connection().ask_prepared("SELECT body FROM notes WHERE md5(name) = md5(?) AND name = ?",
                                                   PostgresValues().add(name).add(name));
      },
      kNothingShown);
  if (!rows) return rows.error();
  return rows->empty() ? std::string() : rows->text(0, 0);
}

Result<bool> PostgresArchive::take_turn(const std::string& name) {
  if (auto may = may_write(); !may) return may.error();
  return session_->take_turn(name);
}

Outcome PostgresArchive::keep_note(const std::string& name, const std::string& text) {
  return write("INSERT INTO notes (name, body) VALUES (?,?) ON CONFLICT (md5(name)) DO UPDATE SET body = excluded.body",
               PostgresValues().add(name).add(text));
}

Result<std::vector<StoredDocument>> PostgresArchive::document(const std::string& id_or_prefix) const {
  return session_->ask([&] { return PostgresReader(session_->connection()).document(id_or_prefix); }, kNothingShown);
}

Outcome PostgresArchive::documents(const DocumentQuery& query,
                                   const std::function<bool(const StoredDocument&)>& visit) const {
  bool shown = false;
  const auto show = [&](const StoredDocument& stored) {
    shown = true;
    return visit(stored);
  };
  return session_->ask([&] { return PostgresReader(session_->connection()).documents(query, show); }, shown);
}

Result<std::vector<Event>> PostgresArchive::event(const std::string& id_or_prefix) const {
  return session_->ask([&] { return PostgresReader(session_->connection()).event(id_or_prefix); }, kNothingShown);
}

Outcome PostgresArchive::events(const EventQuery& query,
                                const std::function<bool(const Event&, const StoredDocument&)>& visit) const {
  bool shown = false;
  const auto show = [&](const Event& event, const StoredDocument& stored) {
    shown = true;
    return visit(event, stored);
  };
  return session_->ask([&] { return PostgresReader(session_->connection()).events(query, show); }, shown);
}

Result<ArchiveCounts> PostgresArchive::counts() const {
  const auto rows = session_->ask(
      [&] {
        return session_->connection().ask(
            "SELECT (SELECT count(*) FROM documents) + (SELECT coalesce(sum(reports), 0) FROM packs) - (SELECT count(*) FROM pack_gone),"
            " (SELECT count(*) FROM events WHERE superseded IS NULL) + (SELECT coalesce(sum(events), 0) FROM packs)"
            " - (SELECT coalesce(sum(events), 0) FROM pack_gone),"
            " (SELECT count(*) FROM set_asides)");
      },
      kNothingShown);
  if (!rows) return rows.error();
  const auto count = [&](int column) { return static_cast<std::uint64_t>(rows->number(0, column)); };
  return ArchiveCounts{count(0), count(1), count(2)};
}

Result<std::vector<ReportDay>> PostgresArchive::report_days(Day first, Day last) const {
  return session_->ask([&] { return PostgresReader(session_->connection()).report_days(first, last); }, kNothingShown);
}

}  // namespace brink
