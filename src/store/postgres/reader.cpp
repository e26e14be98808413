// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/reader.h"

#include <cmath>
#include <map>

#include "base/iso_time.h"
#include "store/filter.h"
#include "store/ids.h"
#include "store/packs/in_turn.h"
#include "store/packs/pack_answers.h"
#include "store/postgres/cursor.h"
#include "store/postgres/packs.h"
#include "store/postgres/snapshot.h"
#include "store/rows.h"

namespace brink {
namespace {

constexpr std::int64_t kMostAnswers = 100;  // to one prefix

using ReportKey = std::pair<std::int64_t, std::int64_t>;  // documents.key, revision
using Reports = std::map<ReportKey, StoredDocument>;

// What read_report reads, of `documents d` and `revisions r`.
std::string report_columns(bool with_text) {
  return std::string(
             "d.id, d.source, d.url, d.canonical_url, d.language, d.rights_notice, d.rights_keep, d.kept,"
             " d.first_seen, d.extra, r.title, r.outlet, r.published, r.modified, r.fingerprint, r.revision,"
             " r.known_from, r.copy_of, d.key, d.reported, ") +
         (with_text ? "d.text" : "''");
}

constexpr int kKeyColumn = 18, kReportedColumn = 19;

Result<StoredDocument> read_report(const PostgresRows& rows, int row) {
  const auto text = [&](int column) { return rows.text(row, column); };
  StoredDocument s;
  Document& d = s.document;
  d.id = text(0), d.source = text(1), d.url = text(2), d.canonical_url = text(3), d.language = text(4);
  d.rights = {text(5), static_cast<Keep>(rows.number(row, 6))};
  s.kept = static_cast<Keep>(rows.number(row, 7));
  s.first_seen = text(8);
  if (auto read = read_extra(text(9), d); !read) return read.error();
  d.title = text(10), d.outlet = text(11);
  d.published = read_iso(text(12)), d.modified = read_iso(text(13));
  s.fingerprint = text(14);
  s.revision = static_cast<int>(rows.number(row, 15));
  s.known_from = to_iso(day_of(rows.number(row, 16)));
  s.copy_of = text(17);
  d.text = text(20);
  return s;
}

// What read_event reads, of `events e`.
constexpr const char* kEventColumns = "e.id, e.text, e.body, e.document, e.revision, e.superseded, e.reported";

constexpr int kReportedOfEvent = 6;

Result<Event> read_event(const PostgresRows& rows, int row, std::string document) {
  auto event = read_body(rows.raw(row, 2));
  if (!event) return event;
  event->id = rows.text(row, 0);
  event->text = rows.text(row, 1);
  event->document = std::move(document);
  return event;
}

// Narrows the filter to what comes after; without a rank to nothing.
void start_after(const std::optional<Rank>& after, const std::string& alias, Filter& filter) {
  if (!after) return;
  filter.also("(" + alias + ".reported < ? OR (" + alias + ".reported = ? AND " + alias + ".id > ?))");
  filter.values.insert(filter.values.end(), {-after->before, -after->before, hex_of(after->id)});
}

// Where the row of that id stands, if it answers.
Result<std::optional<Rank>> rank_of_row(const PostgresConnection& connection, const std::string& from, const std::string& alias,
                                        const std::string& id, const Filter& filter) {
  auto rows = connection.ask("SELECT reported FROM " + from + " WHERE " + filter.sql + " AND " + alias + ".id = ?",
                             PostgresValues().add(filter.values).add(id));
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Rank>();
  return std::optional(Rank{-rows->number(0, 0), id_bytes(id)});
}

std::string ordered(const std::string& columns, const std::string& from, const std::string& alias, const Filter& filter,
                    std::size_t limit) {
  std::string sql = "SELECT " + columns + " FROM " + from + " WHERE " + filter.sql + " ORDER BY " + alias +
                    ".reported DESC, " + alias + ".id";
  if (limit != 0) sql += " LIMIT " + std::to_string(limit);
  return sql;
}

// Left to itself the server goes from the newest event on, in the hope that the first few answer soon: where
// none does it looks at everything. OFFSET 0 keeps it from that: all that answer are found, then sorted.
std::string sorted(const std::string& found, std::size_t limit) {
  std::string sql = "SELECT e.* FROM " + found + " OFFSET 0) e ORDER BY e.reported DESC, e.id";
  if (limit != 0) sql += " LIMIT " + std::to_string(limit);
  return sql;
}

const std::string kOpened = std::string("(SELECT ") + kEventColumns + " FROM events e WHERE ";

// Opens the events whose keys all look-ups find.
std::string found_by(const Lookup& keys, const Filter& filter, std::size_t limit) {
  return sorted("(SELECT DISTINCT event, day FROM (" + keys.sql + ") found) k CROSS JOIN LATERAL " + kOpened +
                    "e.key = k.event AND e.day = k.day AND " + filter.sql,
                limit);
}

// Whether the index of types finds less than all, and many are wanted or the newest may not answer.
bool type_leads(const EventQuery& query) {
  constexpr std::size_t kFew = 1'000;
  return !query.type.empty() && (query.limit == 0 || query.limit > kFew || !query.known_by.empty());
}

// Whether the newest few are found sooner by going through events from the newest on than by opening all that
// the keys find; as the reader of SQLite reckons it.
Result<bool> newest_are_near(const PostgresConnection& connection, const EventQuery& query, const Lookup& keys) {
  if (query.limit == 0 || !query.until.empty() || !query.known_by.empty() || !query.text.empty()) return false;
  const auto all = connection.number("SELECT last_event - (SELECT coalesce(sum(events), 0) FROM packs) FROM brink_archive");
  if (!all) return all.error();
  // One event in all / found answers, so that limit * all / found are gone through: fewer than are found where these
  // are more than the root of limit * all. More than that need not be counted.
  const auto enough = static_cast<std::int64_t>(std::sqrt(static_cast<double>(query.limit) * static_cast<double>(*all))) + 1;
  auto found = connection.ask("SELECT count(*) FROM (" + keys.sql + " LIMIT ?) found", PostgresValues().add(keys.values).add(enough));
  if (!found) return found.error();
  return found->number(0, 0) >= enough;
}

// The question for events with the values for its places.
struct EventQuestion {
  std::string sql;
  PostgresValues values;
};

Result<EventQuestion> question_for(const PostgresConnection& connection, const EventQuery& query, Filter filter, const std::optional<Rank>& after) {
  Filter whole = filter.with_lookups();
  start_after(after, "e", whole), start_after(after, "e", filter);
  const Lookup keys = filter.all_lookups();
  const auto near = keys.sql.empty() ? Result<bool>(true) : newest_are_near(connection, query, keys);
  if (!near) return near.error();
  if (keys.sql.empty() && type_leads(query)) return EventQuestion{sorted(kOpened + whole.sql, query.limit), PostgresValues().add(whole.values)};
  if (*near) return EventQuestion{ordered(kEventColumns, "events e", "e", whole, query.limit), PostgresValues().add(whole.values)};
  return EventQuestion{found_by(keys, filter, query.limit), PostgresValues().add(keys.values).add(filter.values)};
}

// The reports that bore a lot of events; those of the lot before that come again are kept.
Outcome fetch_reports(const PostgresConnection& connection, const PostgresRows& events, Reports& reports) {
  Reports kept;
  std::vector<std::int64_t> documents, revisions;
  for (int row = 0; row < events.size(); ++row) {
    const ReportKey key(events.number(row, 3), events.number(row, 4));
    if (kept.contains(key)) continue;
    if (auto known = reports.extract(key)) {
      kept.insert(std::move(known));
    } else {
      kept.emplace(key, StoredDocument());
      documents.push_back(key.first), revisions.push_back(key.second);
    }
  }
  reports = std::move(kept);
  if (documents.empty()) return Done{};
  auto rows = connection.ask_prepared(
      "SELECT " + report_columns(false) +
          " FROM unnest(CAST(? AS bigint[]), CAST(? AS integer[])) k (document, revision)"
          " JOIN revisions r ON r.document = k.document AND r.revision = k.revision JOIN documents d ON d.key = k.document",
      PostgresValues().add_list(documents).add_list(revisions));
  if (!rows) return rows.error();
  if (rows->size() != static_cast<int>(documents.size()))
    return connection.error("events without the report that bore them", "an intact archive: restore a copy");
  for (int row = 0; row < rows->size(); ++row) {
    auto report = read_report(*rows, row);
    if (!report) return report.error();
    reports[{rows->number(row, kKeyColumn), report->revision}] = std::move(*report);
  }
  return Done{};
}

// The rows of a cursor in their order, each with where it stands: its moment and its id lie in these columns.
class PostgresWalk {
 public:
  using Lot = std::function<Outcome(const PostgresRows&)>;
  PostgresWalk(PostgresCursor& cursor, int reported, int id, Lot on_lot = [](const PostgresRows&) -> Outcome { return Done{}; })
      : cursor_(cursor), on_lot_(std::move(on_lot)), reported_(reported), id_(id) {}

  Result<bool> next() {
    if (++row_ >= lot_.size()) {
      auto lot = cursor_.next();
      if (!lot) return lot.error();
      lot_ = std::move(*lot), row_ = 0;
      if (lot_.empty()) return false;
      if (auto done = on_lot_(lot_); !done) return done.error();
    }
    rank_ = {-lot_.number(row_, reported_), id_bytes(lot_.raw(row_, id_))};
    return true;
  }
  const Rank& rank() const { return rank_; }
  const PostgresRows& lot() const { return lot_; }
  int row() const { return row_; }

 private:
  PostgresCursor& cursor_;
  Lot on_lot_;
  PostgresRows lot_;
  int row_ = 0, reported_, id_;
  Rank rank_;
};

}  // namespace

Result<std::vector<StoredDocument>> PostgresReader::document(const std::string& id_or_prefix) const {
  if (auto good = check_prefix(connection_.where(), id_or_prefix); !good) return good.error();
  const auto snapshot = PostgresSnapshot::open(connection_);
  if (!snapshot) return snapshot.error();
  auto rows = connection_.ask_prepared(
      "SELECT " + report_columns(true) +
          " FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision"
          " WHERE d.id >= ? AND d.id < ? ORDER BY d.id LIMIT ?",
      PostgresValues().add(id_or_prefix).add(after_all(id_or_prefix)).add(kMostAnswers));
  if (!rows) return rows.error();
  std::vector<StoredDocument> found;
  for (int row = 0; row < rows->size(); ++row) {
    auto stored = read_report(*rows, row);
    if (!stored) return stored.error();
    found.push_back(std::move(*stored));
  }
  if (auto added = add_packed(PostgresPacks(connection_), id_or_prefix, kMostAnswers, found); !added) return added.error();
  return found;
}

Result<std::vector<Event>> PostgresReader::event(const std::string& id_or_prefix) const {
  if (auto good = check_prefix(connection_.where(), id_or_prefix); !good) return good.error();
  const auto snapshot = PostgresSnapshot::open(connection_);
  if (!snapshot) return snapshot.error();
  // Of an event with several rows the one that held last: a board of a past day names those too.
  auto rows = connection_.ask(
      std::string("SELECT DISTINCT ON (e.id, d.id) ") + kEventColumns +
          ", d.id FROM events e JOIN documents d ON d.key = e.document"
          " WHERE e.id >= ? AND e.id < ? ORDER BY e.id, d.id, e.revision DESC, e.key DESC LIMIT ?",
      PostgresValues().add(id_or_prefix).add(after_all(id_or_prefix)).add(kMostAnswers));
  if (!rows) return rows.error();
  std::vector<Event> found;
  for (int row = 0; row < rows->size(); ++row) {
    auto event = read_event(*rows, row, rows->text(row, 7));
    if (!event) return event.error();
    found.push_back(std::move(*event));
  }
  if (auto added = add_packed(PostgresPacks(connection_), id_or_prefix, kMostAnswers, found); !added) return added.error();
  return found;
}

Outcome PostgresReader::documents(const DocumentQuery& query,
                                  const std::function<bool(const StoredDocument&)>& visit) const {
  auto filter = filter_for(query, Dialect::kPostgres);
  if (!filter) return filter.error();
  const auto question = PackReportQuestion::read(query);
  if (!question) return question.error();
  const auto snapshot = PostgresSnapshot::open(connection_);
  if (!snapshot) return snapshot.error();
  const PostgresPacks packs(connection_);
  std::optional<Rank> after;
  if (!query.after.empty()) {
    const auto found = rank_of_page(packs, *question, query.after, rank_of_row(connection_, "documents d", "d", query.after, *filter));
    if (!found) return found.error();
    after = *found;
    start_after(after, "d", *filter);
  }
  auto walk = walk_of(packs, *question, after);
  if (!walk) return walk.error();
  const std::string from = "documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision";
  auto cursor = PostgresCursor::open(connection_, ordered(report_columns(true), from, "d", *filter, query.limit),
                                     PostgresValues().add(filter->values));
  if (!cursor) return cursor.error();
  PostgresWalk rows(**cursor, kReportedColumn, 0);
  return each_of_both(rows, *walk, query.limit, [&]() -> Result<bool> {
    const auto stored = read_report(rows.lot(), rows.row());
    if (!stored) return stored.error();
    return visit(*stored);
  }, [&] { return show_report(packs, *walk, visit); });
}

Outcome PostgresReader::events(const EventQuery& query,
                               const std::function<bool(const Event&, const StoredDocument&)>& visit) const {
  auto filter = filter_for(query, Dialect::kPostgres);
  if (!filter) return filter.error();
  const auto pack_question = PackQuestion::read(query);
  if (!pack_question) return pack_question.error();
  const auto snapshot = PostgresSnapshot::open(connection_);
  if (!snapshot) return snapshot.error();
  const PostgresPacks packs(connection_);
  std::optional<Rank> after;
  if (!query.after.empty()) {
    const auto found = rank_of_page(packs, *pack_question, query.after, rank_of_row(connection_, "events e", "e", query.after, filter->with_lookups()));
    if (!found) return found.error();
    after = *found;
  }
  auto walk = walk_of(packs, *pack_question, after);
  if (!walk) return walk.error();
  const auto question = question_for(connection_, query, std::move(*filter), after);
  if (!question) return question.error();
  auto cursor = PostgresCursor::open(connection_, question->sql, question->values);
  if (!cursor) return cursor.error();
  Reports reports;
  PostgresWalk rows(**cursor, kReportedOfEvent, 0, [&](const PostgresRows& lot) -> Outcome {
    if (auto fetched = fetch_reports(connection_, lot, reports); !fetched) return fetched;
    return (*cursor)->ask_ahead();
  });
  PackedEvents packed(packs, *walk, query.brief, visit);
  return each_of_both(rows, *walk, query.limit, [&]() -> Result<bool> {
    const PostgresRows& lot = rows.lot();
    StoredDocument& report = reports[{lot.number(rows.row(), 3), lot.number(rows.row(), 4)}];
    const auto event = read_event(lot, rows.row(), report.document.id);
    if (!event) return event.error();
    report.known_until = lot.null(rows.row(), 5) ? "" : to_iso(day_of(lot.number(rows.row(), 5)));
    return visit(*event, report);
  }, [&] { return packed.show(); });
}

Outcome PostgresReader::set_asides(const std::function<bool(const SetAside&)>& visit) const {
  const auto snapshot = PostgresSnapshot::open(connection_);
  if (!snapshot) return snapshot.error();
  auto cursor = PostgresCursor::open(
      connection_,
      "SELECT source, stage, place, found, expected, at FROM set_asides"
      " ORDER BY at COLLATE \"C\" DESC, source COLLATE \"C\", stage COLLATE \"C\", place COLLATE \"C\", found COLLATE \"C\"",
      {});
  if (!cursor) return cursor.error();
  while (true) {
    const auto rows = (*cursor)->next();
    if (!rows) return rows.error();
    if (rows->empty()) return Done{};
    for (int row = 0; row < rows->size(); ++row) {
      const auto text = [&](int column) { return rows->text(row, column); };
      if (!visit(SetAside{text(0), Error{text(1), text(2), text(3), text(4)}, text(5)})) return Done{};
    }
  }
}

Result<std::vector<ReportDay>> PostgresReader::report_days(Day first, Day last) const {
  auto rows = connection_.ask("SELECT day, reports FROM report_days WHERE day BETWEEN ? AND ? AND reports > 0 ORDER BY day",
                              PostgresValues().add(number_of(first)).add(number_of(last)));
  if (!rows) return rows.error();
  std::vector<ReportDay> days;
  for (int row = 0; row < rows->size(); ++row)
    days.push_back({day_of(rows->number(row, 0)), static_cast<std::uint64_t>(rows->number(row, 1))});
  return days;
}

}  // namespace brink
