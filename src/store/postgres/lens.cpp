// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/lens.h"

#include "store/filter.h"
#include "store/lens_rows.h"
#include "store/packs/pack_lens.h"
#include "store/postgres/packs.h"
#include "store/postgres/snapshot.h"
#include "store/rows.h"

namespace brink {
namespace {

std::string key_of(const PostgresRows& rows, int row, CountBy by) { return by == CountBy::kStatus ? digit_of(rows.number(row, 1)) : rows.text(row, 1); }

}  // namespace

Result<std::unique_ptr<ArchiveLens>> PostgresLens::open(const std::string& where, int most_ms) {
  auto session = open_session(where, Access::kRead, {});
  if (!session) return session.error();
  if (auto set = (*session)->connection().stop_after(std::chrono::milliseconds(most_ms)); !set) return set.error();
  return std::unique_ptr<ArchiveLens>(new PostgresLens(std::move(*session)));
}

Result<PostgresRows> PostgresLens::ask(const std::string& sql) const {
  return session_.ask([&] { return session_.connection().ask(sql); }, kNothingShown);
}

template <class Question>
auto PostgresLens::of_one_state(const Question& question) const -> decltype(question(std::declval<const PostgresConnection&>())) {
  return session_.ask([&]() -> decltype(question(std::declval<const PostgresConnection&>())) {
    const auto snapshot = PostgresSnapshot::open(session_.connection());
    if (!snapshot) return snapshot.error();
    return question(session_.connection());
  }, kNothingShown);
}

Result<std::int64_t> PostgresLens::data_version() const {
  const auto rows = ask("SELECT writes FROM brink_archive");
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->number(0, 0);
}

Result<std::vector<Event>> PostgresLens::events_of(const std::string& document) const {
  return of_one_state([&](const PostgresConnection& connection) -> Result<std::vector<Event>> {
    const auto rows = connection.ask(
        "SELECT e.id, d.id, e.text, e.body FROM documents d JOIN events e ON e.document = d.key"
        " WHERE d.id = ? AND e.superseded IS NULL LIMIT 5000",
        PostgresValues().add(document));
    if (!rows) return rows.error();
    std::vector<Event> events;
    for (int row = 0; row < rows->size(); ++row) {
      auto event = read_body(rows->raw(row, 3));
      if (!event) return event.error();
      event->id = rows->text(row, 0), event->document = rows->text(row, 1), event->text = rows->text(row, 2);
      events.push_back(std::move(*event));
    }
    if (events.empty())
      if (auto added = add_packed(PostgresPacks(connection), document, events); !added) return added.error();
    sort_as_read(events);
    return events;
  });
}

// Keys are given in the order of commits (session.h), so that none comes late.
Result<NewEvents> PostgresLens::events_since(std::int64_t position, std::size_t most) const {
  return of_one_state([&](const PostgresConnection& connection) -> Result<NewEvents> {
    NewEvents fresh;
    const auto now = connection.number("SELECT last_event FROM brink_archive");
    if (!now) return now.error();
    fresh.position = *now;
    if (position <= 0 || fresh.position <= position) return fresh;
    const auto rows = connection.ask("SELECT key, id FROM events WHERE key > ? ORDER BY key DESC LIMIT ?",
                                     PostgresValues().add(position).add(static_cast<std::int64_t>(most)));
    if (!rows) return rows.error();
    NewKeys newest;
    for (int row = 0; row < rows->size(); ++row) newest.emplace_back(rows->number(row, 0), rows->text(row, 1));
    if (auto added = add_packed_since(PostgresPacks(connection), position, most, newest); !added) return added.error();
    fresh.ids = newest_ids(std::move(newest), most);
    fresh.count = static_cast<std::uint64_t>(fresh.position - position);
    return fresh;
  });
}

Result<std::vector<EventDay>> PostgresLens::count_days(EventQuery query, CountBy by) const {
  query.text.clear();
  const auto filter = filter_for(query, Dialect::kPostgres);
  if (!filter) return filter.error();
  const Filter whole = filter->with_lookups();
  return of_one_state([&](const PostgresConnection& connection) -> Result<std::vector<EventDay>> {
    const auto rows = connection.ask(std::string("SELECT e.day, ") + column_of(by) + ", count(*) FROM events e WHERE " + whole.sql + " GROUP BY 1, 2",
                                     PostgresValues().add(whole.values));
    if (!rows) return rows.error();
    DayCounts counts;
    for (int row = 0; row < rows->size(); ++row)
      if (rows->number(row, 0) != kNoDay) counts[{rows->number(row, 0), key_of(*rows, row, by)}] += static_cast<std::uint64_t>(rows->number(row, 2));
    if (auto added = count_packed(PostgresPacks(connection), query, by, counts); !added) return added.error();
    return days_of(counts, by);
  });
}

Result<std::vector<Day>> PostgresLens::report_range() const {
  const auto rows = ask("SELECT min(day), max(day) FROM report_days WHERE reports > 0");
  if (!rows) return rows.error();
  if (rows->null(0, 0)) return std::vector<Day>();
  return std::vector<Day>{day_of(rows->number(0, 0)), day_of(rows->number(0, 1))};
}

}  // namespace brink
