// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/lens.h"

#include "store/filter.h"
#include "store/lens_rows.h"
#include "store/rows.h"

namespace brink {
namespace {

std::string key_of(const PostgresRows& rows, int row, CountBy by) {
  if (by != CountBy::kStatus) return rows.text(row, 1);
  return std::string(name_of(static_cast<Status>(rows.number(row, 1))));
}

}  // namespace

Result<std::unique_ptr<ArchiveLens>> PostgresLens::open(const std::string& where, int most_ms) {
  auto session = open_session(where, Access::kRead, {});
  if (!session) return session.error();
  if (auto set = (*session)->connection().stop_after(std::chrono::milliseconds(most_ms)); !set) return set.error();
  return std::unique_ptr<ArchiveLens>(new PostgresLens(std::move(*session)));
}

Result<PostgresRows> PostgresLens::ask(const std::string& sql, const PostgresValues& values) const {
  return session_.ask([&] { return session_.connection().ask(sql, values); }, kNothingShown);
}

Result<std::int64_t> PostgresLens::data_version() const {
  const auto rows = ask("SELECT writes FROM brink_archive");
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->number(0, 0);
}

Result<std::vector<Event>> PostgresLens::events_of(const std::string& document) const {
  const auto rows = ask(
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
  sort_as_read(events);
  return events;
}

// Keys are given in the order of commits (session.h), so that none comes late.
Result<NewEvents> PostgresLens::events_since(std::int64_t position, std::size_t most) const {
  NewEvents fresh;
  const auto now = ask("SELECT last_event FROM brink_archive");
  if (!now) return now.error();
  fresh.position = now->empty() ? 0 : now->number(0, 0);
  if (position <= 0 || fresh.position <= position) return fresh;
  const auto rows = ask("SELECT id FROM events WHERE key > ? AND key <= ? ORDER BY key DESC LIMIT ?",
                        PostgresValues().add(position).add(fresh.position).add(static_cast<std::int64_t>(most)));
  if (!rows) return rows.error();
  for (int row = 0; row < rows->size(); ++row) fresh.ids.push_back(rows->text(row, 0));
  fresh.count = static_cast<std::uint64_t>(fresh.position - position);
  return fresh;
}

Result<std::vector<EventDay>> PostgresLens::count_days(EventQuery query, CountBy by) const {
  query.text.clear();
  const auto filter = filter_for(query, Dialect::kPostgres);
  if (!filter) return filter.error();
  const Filter whole = filter->with_lookups();
  const auto rows = ask(std::string("SELECT e.day, ") + column_of(by) + ", count(*) FROM events e WHERE " + whole.sql +
                            " GROUP BY 1, 2 ORDER BY 1, 2",
                        PostgresValues().add(whole.values));
  if (!rows) return rows.error();
  std::vector<EventDay> days;
  for (int row = 0; row < rows->size(); ++row)
    if (rows->number(row, 0) != kNoDay)
      days.push_back({day_of(rows->number(row, 0)), key_of(*rows, row, by), static_cast<std::uint64_t>(rows->number(row, 2))});
  return days;
}

Result<std::vector<Day>> PostgresLens::report_range() const {
  const auto rows = ask("SELECT min(day), max(day) FROM report_days WHERE reports > 0");
  if (!rows) return rows.error();
  if (rows->null(0, 0)) return std::vector<Day>();
  return std::vector<Day>{day_of(rows->number(0, 0)), day_of(rows->number(0, 1))};
}

}  // namespace brink
