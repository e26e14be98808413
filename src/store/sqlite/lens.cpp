// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/lens.h"

#include <algorithm>

#include "store/filter.h"
#include "store/lens_rows.h"
#include "store/packs/pack_lens.h"
#include "store/rows.h"
#include "store/sqlite/pack_rows.h"
#include "store/sqlite/snapshot.h"

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;

int is_late(void* ends) { return Clock::now() > *static_cast<const Clock::time_point*>(ends); }

// Less than an archive's own reader keeps, and no map of the file: a server has several of these, and each
// would count the whole archive as its memory.
constexpr const char* kLensSettings = "PRAGMA cache_size = -4096; PRAGMA mmap_size = 0;";

std::string key_of(const Statement& row, CountBy by) { return by == CountBy::kStatus ? digit_of(row.number(1)) : std::string(row.text(1)); }

}  // namespace

Result<std::unique_ptr<ArchiveLens>> SqliteLens::open(const std::string& where, int most_ms) {
  auto database = Database::open(where, Access::kRead, {});
  if (!database) return database.error();
  if (auto set = (*database)->run(kLensSettings); !set) return set.error();
  return std::unique_ptr<ArchiveLens>(new SqliteLens(std::move(*database), most_ms));
}

SqliteLens::SqliteLens(std::unique_ptr<Database> database, int most_ms)
    : most_(most_ms), database_(*database), archive_(std::move(database), ArchiveSettings{}) {
  database_.stop_when(is_late, &ends_);
  start_clock();
}

void SqliteLens::start_clock() { ends_ = Clock::now() + most_; }

Result<std::int64_t> SqliteLens::data_version() const {
  return database_.number("PRAGMA data_version");
}

Result<std::vector<Event>> SqliteLens::events_of(const std::string& document) const {
  const Snapshot snapshot(database_);
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
  if (events.empty())
    if (auto added = add_packed(PackRows(database_), document, events); !added) return added.error();
  sort_as_read(events);
  return events;
}

Result<NewEvents> SqliteLens::events_since(std::int64_t position, std::size_t most) const {
  const Snapshot snapshot(database_);
  const PackRows packs(database_);
  NewEvents fresh;
  const auto last_row = database_.number("SELECT coalesce(max(key), 0) FROM events");
  if (!last_row) return last_row.error();
  const auto packed = packs.totals();
  if (!packed) return packed.error();
  fresh.position = std::max(*last_row, packed->last_event_key);
  if (position <= 0 || fresh.position <= position) return fresh;
  auto rows = database_.prepare("SELECT key, id FROM events WHERE key > ? ORDER BY key DESC LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(position).bind(static_cast<std::int64_t>(most));
  NewKeys newest;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    newest.emplace_back(rows->number(0), rows->text(1));
  }
  if (auto added = add_packed_since(packs, position, most, newest); !added) return added.error();
  fresh.ids = newest_ids(std::move(newest), most);
  fresh.count = static_cast<std::uint64_t>(fresh.position - position);
  return fresh;
}

Result<std::vector<EventDay>> SqliteLens::count_days(EventQuery query, CountBy by) const {
  query.text.clear();
  const auto filter = filter_for(query, Dialect::kSqlite);
  if (!filter) return filter.error();
  const Snapshot snapshot(database_);
  const Filter whole = filter->with_lookups(nullptr);
  auto rows = database_.prepare(std::string("SELECT e.last_day, ") + column_of(by) +
                                        ", count(*) FROM events e WHERE " + whole.sql +
                                        " GROUP BY 1, 2 ORDER BY 1, 2");
  if (!rows) return rows.error();
  bind_all(*rows, whole.values);
  DayCounts counts;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    if (!rows->null(0)) counts[{rows->number(0), key_of(*rows, by)}] += static_cast<std::uint64_t>(rows->number(2));
  }
  if (auto added = count_packed(PackRows(database_), query, by, counts); !added) return added.error();
  return days_of(counts, by);
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
