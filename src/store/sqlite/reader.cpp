// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/reader.h"

#include <algorithm>
#include <map>

#include "base/iso_time.h"
#include "store/filter.h"
#include "store/ids.h"
#include "store/packs/in_turn.h"
#include "store/packs/pack_answers.h"
#include "store/rows.h"
#include "store/sqlite/pack_rows.h"
#include "store/sqlite/snapshot.h"

namespace brink {
namespace {

constexpr std::int64_t kMostAnswers = 100;  // to one prefix

// Runs `visit` over the keys that `rows` gives, until it says no.
template <class Visit>
Outcome each_key(Statement& rows, const Visit& visit) {
  while (true) {
    const auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return Done{};
    const Result<bool> more = visit();
    if (!more) return more.error();
    if (!*more) return Done{};
  }
}

// Where the row of that id stands, if it answers.
Result<std::optional<Rank>> rank_of_row(const Database& database, const std::string& from, const std::string& alias,
                                                const std::string& id, const Filter& filter) {
  auto find = database.prepare("SELECT reported FROM " + from + " WHERE " + filter.sql + " AND " +
                               alias + ".id = ?");
  if (!find) return find.error();
  bind_all(*find, filter.values);
  const auto row = find->bind(id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Rank>();
  return std::optional(Rank{-find->number(0), id_bytes(id)});
}

// Narrows the filter to what comes after.
void start_after(const Rank& after, const std::string& alias, Filter& filter) {
  filter.also("(" + alias + ".reported < ? OR (" + alias + ".reported = ? AND " + alias +
              ".id > ?))");
  filter.values.insert(filter.values.end(), {-after.before, -after.before, hex_of(after.id)});
}

// Rows in their order, each with where it stands.
class SqliteWalk {
 public:
  SqliteWalk(Statement rows, int reported, int id) : rows_(std::move(rows)), reported_(reported), id_(id) {}

  Result<bool> next() {
    const auto row = rows_.step();
    if (row && *row) rank_ = {-rows_.number(reported_), id_bytes(rows_.text(id_))};
    return row;
  }
  const Rank& rank() const { return rank_; }
  const Statement& row() const { return rows_; }

 private:
  Statement rows_;
  int reported_, id_;
  Rank rank_;
};

// A lookup that finds at most so many events leads the search, and what it finds is sorted; else
// events are gone through in their order until enough are found.
constexpr std::int64_t kMostSorted = 100'000;

struct Lead {
  const Lookup* lookup = nullptr;
  std::int64_t events = kMostSorted;  // that it finds
};

// The one that finds the fewest; none when each finds too many.
Result<Lead> leading(const Database& database, const std::vector<Lookup>& lookups) {
  Lead lead;
  std::int64_t& fewest = lead.events;
  // Words stand last and find the fewest as a rule.
  for (auto it = lookups.rbegin(); it != lookups.rend() && fewest > 0; ++it) {
    const Lookup& lookup = *it;
    auto count = database.prepare("SELECT count(*) FROM (" + lookup.sql + " LIMIT ?)");
    if (!count) return count.error();
    bind_all(*count, lookup.values);
    const auto row = count->bind(fewest + 1).step();
    if (!row) return row.error();
    if (count->number(0) > fewest) continue;
    lead.lookup = &lookup;
    fewest = count->number(0);
  }
  return lead;
}

// Whether the newest few are found sooner by going through events from the newest on than by opening and sorting
// all that the lookup finds: where one event in ten answers, fifty are found among the newest five hundred. Only
// where nothing says that the newest do not answer.
Result<bool> newest_are_near(const Database& database, const EventQuery& query, const Lead& lead) {
  if (!lead.lookup || query.limit == 0 || !query.until.empty() || !query.known_by.empty() || !query.text.empty()) return false;
  const auto all = database.number("SELECT coalesce(max(key), 0) FROM events");
  if (!all) return all.error();
  const double passed = static_cast<double>(query.limit) * static_cast<double>(*all) / static_cast<double>(std::max<std::int64_t>(1, lead.events));
  return passed < static_cast<double>(lead.events);
}

std::string ordered(const std::string& columns, const std::string& from, const std::string& alias,
                    const Filter& filter, std::size_t limit) {
  std::string sql = "SELECT " + columns + " FROM " + from + " WHERE " + filter.sql + " ORDER BY " +
                    alias + ".reported DESC, " + alias + ".id";
  if (limit != 0) sql += " LIMIT " + std::to_string(limit);
  return sql;
}

}  // namespace

Result<StoredDocument> Reader::load_revision(std::int64_t key, std::int64_t revision,
                                             bool with_text) const {
  auto rows = database_.prepare(
      "SELECT d.id, d.source, d.url, d.canonical_url, d.language, d.rights_notice, d.rights_keep,"
      " d.kept, d.first_seen, d.extra, r.title, r.outlet, r.published, r.modified, r.fingerprint,"
      " r.revision, r.known_from, CASE ? WHEN 1 THEN d.text ELSE '' END, r.copy_of"
      " FROM revisions r JOIN documents d ON d.key = r.document WHERE r.document = ? AND "
      "r.revision = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(std::int64_t{with_text}).bind(key).bind(revision).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  const auto text = [&](int column) { return std::string(rows->text(column)); };
  StoredDocument s;
  Document& d = s.document;
  d.id = text(0), d.source = text(1), d.url = text(2), d.canonical_url = text(3),
  d.language = text(4);
  d.rights = {text(5), static_cast<Keep>(rows->number(6))};
  s.kept = static_cast<Keep>(rows->number(7));
  s.first_seen = text(8);
  if (auto read = read_extra(rows->text(9), d); !read) return read.error();
  d.title = text(10), d.outlet = text(11);
  d.published = read_iso(rows->text(12)), d.modified = read_iso(rows->text(13));
  s.fingerprint = text(14);
  s.revision = static_cast<int>(rows->number(15));
  s.known_from = to_iso(day_of(rows->number(16)));
  d.text = text(17);
  s.copy_of = text(18);
  return s;
}

Result<StoredDocument> Reader::load_document(std::int64_t key) const {
  auto rows = database_.prepare("SELECT revision FROM documents WHERE key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(key).step();
  if (!row) return row.error();
  return load_revision(key, rows->number(0), true);
}

Result<Event> Reader::load_event(std::int64_t key, std::string document) const {
  auto rows = database_.prepare(
      "SELECT id, text, body FROM events WHERE key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(key).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  auto event = read_body(rows->text(2));
  if (!event) return event;
  event->id = rows->text(0);
  event->document = std::move(document);
  event->text = rows->text(1);
  return event;
}

Result<std::vector<StoredDocument>> Reader::document(const std::string& id_or_prefix) const {
  if (auto good = check_prefix(database_.where(), id_or_prefix); !good) return good.error();
  const Snapshot snapshot(database_);
  auto rows =
      database_.prepare("SELECT key FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(id_or_prefix).bind(after_all(id_or_prefix)).bind(kMostAnswers);
  std::vector<StoredDocument> found;
  auto done = each_key(*rows, [&]() -> Result<bool> {
    auto stored = load_document(rows->number(0));
    if (!stored) return stored.error();
    found.push_back(std::move(*stored));
    return true;
  });
  if (!done) return done.error();
  if (auto added = add_packed(PackRows(database_), id_or_prefix, kMostAnswers, found); !added) return added.error();
  return found;
}

Result<std::vector<Event>> Reader::event(const std::string& id_or_prefix) const {
  if (auto good = check_prefix(database_.where(), id_or_prefix); !good) return good.error();
  const Snapshot snapshot(database_);
  // Of an event with several rows the one that held last: a board of a past day names those too.
  auto rows = database_.prepare(
      "SELECT e.key, max(e.revision), d.id FROM events e JOIN documents d ON d.key = e.document"
      " WHERE e.id >= ? AND e.id < ? GROUP BY e.id, d.id ORDER BY e.id, d.id LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(id_or_prefix).bind(after_all(id_or_prefix)).bind(kMostAnswers);
  std::vector<Event> found;
  auto done = each_key(*rows, [&]() -> Result<bool> {
    auto event = load_event(rows->number(0), std::string(rows->text(2)));
    if (!event) return event.error();
    found.push_back(std::move(*event));
    return true;
  });
  if (!done) return done.error();
  if (auto added = add_packed(PackRows(database_), id_or_prefix, kMostAnswers, found); !added) return added.error();
  return found;
}

Outcome Reader::documents(const DocumentQuery& query,
                          const std::function<bool(const StoredDocument&)>& visit) const {
  auto filter = filter_for(query, Dialect::kSqlite);
  if (!filter) return filter.error();
  const auto question = PackReportQuestion::read(query);
  if (!question) return question.error();
  const Snapshot snapshot(database_);
  const PackRows packs(database_);
  std::optional<Rank> after;
  if (!query.after.empty()) {
    const auto found = rank_of_page(packs, *question, query.after, rank_of_row(database_, "documents d", "d", query.after, *filter));
    if (!found) return found.error();
    after = *found;
    start_after(*after, "d", *filter);
  }
  auto walk = walk_of(packs, *question, after);
  if (!walk) return walk.error();
  auto rows = database_.prepare(ordered("d.key, d.reported, d.id", "documents d", "d", *filter, query.limit));
  if (!rows) return rows.error();
  bind_all(*rows, filter->values);
  SqliteWalk row_walk(std::move(*rows), 1, 2);
  return each_of_both(row_walk, *walk, query.limit, [&]() -> Result<bool> {
    const auto stored = load_document(row_walk.row().number(0));
    if (!stored) return stored.error();
    return visit(*stored);
  }, [&] { return show_report(packs, *walk, visit); });
}

Outcome Reader::events(
    const EventQuery& query,
    const std::function<bool(const Event&, const StoredDocument&)>& visit) const {
  auto filter = filter_for(query, Dialect::kSqlite);
  if (!filter) return filter.error();
  const auto question = PackQuestion::read(query);
  if (!question) return question.error();
  const Snapshot snapshot(database_);
  const PackRows packs(database_);
  const auto best = leading(database_, filter->lookups);
  if (!best) return best.error();
  const auto near = newest_are_near(database_, query, *best);
  if (!near) return near.error();
  const Lookup* lead = *near ? nullptr : best->lookup;
  Filter whole = filter->with_lookups(lead);
  std::optional<Rank> after;
  if (!query.after.empty()) {
    const auto found = rank_of_page(packs, *question, query.after, rank_of_row(database_, "events e", "e", query.after, whole));
    if (!found) return found.error();
    after = *found;
    start_after(*after, "e", whole);
  }
  auto walk = walk_of(packs, *question, after);
  if (!walk) return walk.error();
  const std::string from = lead ? "(SELECT DISTINCT event FROM (" + lead->sql +
                                       ")) k CROSS JOIN events e ON e.key = k.event"
                           : *near ? "events e INDEXED BY events_reported"
                                   : "events e";
  auto rows =
      database_.prepare(ordered("e.key, e.document, e.revision, e.superseded, e.reported, e.id", from, "e", whole, query.limit));
  if (!rows) return rows.error();
  if (lead) bind_all(*rows, lead->values);
  bind_all(*rows, whole.values);
  SqliteWalk row_walk(std::move(*rows), 4, 5);
  // Events of one report lie near each other in this order.
  constexpr std::size_t kMostRemembered = 256;
  std::map<std::pair<std::int64_t, std::int64_t>, StoredDocument> remembered;
  PackedEvents packed(packs, *walk, query.brief, visit);
  return each_of_both(row_walk, *walk, query.limit, [&]() -> Result<bool> {
    const Statement& row = row_walk.row();
    const std::pair report(row.number(1), row.number(2));
    auto it = remembered.find(report);
    if (it == remembered.end()) {
      auto stored = load_revision(report.first, report.second, false);
      if (!stored) return stored.error();
      if (remembered.size() >= kMostRemembered) remembered.clear();
      it = remembered.emplace(report, std::move(*stored)).first;
    }
    const auto event = load_event(row.number(0), it->second.document.id);
    if (!event) return event.error();
    it->second.known_until = row.null(3) ? "" : to_iso(day_of(row.number(3)));
    return visit(*event, it->second);
  }, [&] { return packed.show(); });
}

Result<std::vector<ReportDay>> Reader::report_days(Day first, Day last) const {
  auto rows = database_.prepare(
      "SELECT day, reports FROM report_days WHERE day BETWEEN ? AND ? AND reports > 0 ORDER BY "
      "day");
  if (!rows) return rows.error();
  rows->bind(number_of(first)).bind(number_of(last));
  std::vector<ReportDay> days;
  auto done = each_key(*rows, [&]() -> Result<bool> {
    days.push_back({day_of(rows->number(0)), static_cast<std::uint64_t>(rows->number(1))});
    return true;
  });
  if (!done) return done.error();
  return days;
}

}  // namespace brink
