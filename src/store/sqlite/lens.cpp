// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/lens.h"

#include "store/filter.h"
#include "store/lens_rows.h"
#include "store/rows.h"

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;

int is_late(void* ends) { return Clock::now() > *static_cast<const Clock::time_point*>(ends); }

// Less than an archive's own reader keeps, and no map of the file: a server has several of these, and each
// would count the whole archive as its memory.
constexpr const char* kLensSettings = "PRAGMA cache_size = -12288; PRAGMA mmap_size = 0;";

std::string key_of(const Statement& row, CountBy by) {
  if (by != CountBy::kStatus) return std::string(row.text(1));
  return std::string(name_of(static_cast<Status>(row.number(1))));
}

}  // namespace

Result<std::unique_ptr<ArchiveLens>> SqliteLens::open(const std::string& where, int most_ms) {
  auto database = Database::open(where, Access::kRead, {});
  if (!database) return database.error();
  if (auto set = (*database)->run(kLensSettings); !set) return set.error();
  return std::unique_ptr<ArchiveLens>(new SqliteLens(std::move(*database), most_ms));
}

SqliteLens::SqliteLens(std::unique_ptr<Database> database, int most_ms)
    : most_(most_ms), database_(*database), archive_(std::move(database), ExcerptLimit{}) {
  database_.stop_when(is_late, &ends_);
  start_clock();
}

void SqliteLens::start_clock() { ends_ = Clock::now() + most_; }

Result<std::int64_t> SqliteLens::data_version() const {
  return database_.number("PRAGMA data_version");
}

Result<std::vector<Event>> SqliteLens::events_of(const std::string& document) const {
  auto rows = database_.prepare(
      "SELECT e.id, d.id, e.text, e.body FROM documents d JOIN events e ON e.document = d.key"
      " WHERE d.id = ? AND e.superseded IS NULL LIMIT 5000");
  if (!rows) return rows.error();
  rows->bind(document);
  std::vector<Event> events;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    auto event = read_body(rows->text(3));
    if (!event) return event.error();
    event->id = rows->text(0), event->document = rows->text(1), event->text = rows->text(2);
    events.push_back(std::move(*event));
  }
  sort_as_read(events);
  return events;
}

Result<NewEvents> SqliteLens::events_since(std::int64_t position, std::size_t most) const {
  NewEvents fresh;
  const auto now = database_.number("SELECT coalesce(max(key), 0) FROM events");
  if (!now) return now.error();
  fresh.position = *now;
  if (position <= 0 || *now <= position) return fresh;
  auto rows = database_.prepare("SELECT id FROM events WHERE key > ? ORDER BY key DESC LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(position).bind(static_cast<std::int64_t>(most));
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    fresh.ids.emplace_back(rows->text(0));
  }
  fresh.count = static_cast<std::uint64_t>(*now - position);
  return fresh;
}

Result<std::vector<EventDay>> SqliteLens::count_days(EventQuery query, CountBy by) const {
  query.text.clear();
  const auto filter = filter_for(query, Dialect::kSqlite);
  if (!filter) return filter.error();
  const Filter whole = filter->with_lookups(nullptr);
  auto rows = database_.prepare(std::string("SELECT e.last_day, ") + column_of(by) +
                                        ", count(*) FROM events e WHERE " + whole.sql +
                                        " GROUP BY 1, 2 ORDER BY 1, 2");
  if (!rows) return rows.error();
  bind_all(*rows, whole.values);
  std::vector<EventDay> days;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return days;
    if (rows->null(0)) continue;
    days.push_back({day_of(rows->number(0)), key_of(*rows, by), static_cast<std::uint64_t>(rows->number(2))});
  }
}

Result<std::vector<Day>> SqliteLens::report_range() const {
  std::vector<Day> range;
  for (const char* end : {"min", "max"}) {
    auto rows = database_.prepare(std::string("SELECT ") + end + "(day) FROM report_days WHERE reports > 0");
    if (!rows) return rows.error();
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row || rows->null(0)) return std::vector<Day>();
    range.push_back(day_of(rows->number(0)));
  }
  return range;
}

}  // namespace brink
