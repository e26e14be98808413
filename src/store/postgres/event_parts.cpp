// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/event_parts.h"

#include <cstdio>
#include <optional>
#include <vector>

#include "store/rows.h"

namespace brink {
namespace {

using namespace std::chrono;

// Acts of other years are few, or mistakes; a part each would only cost.
constexpr int kFirstYear = 1900, kLastYear = 2100;
// Events that are worth a part. A question looks into each part whose days it asks for, and plans for each that
// there is; ingest of a month of news names days of fifty other months, most of them once.
constexpr std::int64_t kWorthAPart = 1'000;
// How long a new part waits for readers of the part that takes the rest, in ms: a month that is late costs
// a question some time, writers that wait cost everybody.
constexpr int kPatience = 2'000;

std::optional<int> month_of(std::int64_t day) {
  if (day == kNoDay) return {};
  const year_month_day date(day_of(day));
  const int year = static_cast<int>(date.year());
  if (year < kFirstYear || year > kLastYear) return {};
  return year * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

std::int64_t first_day(int month) {
  return number_of(sys_days(year(month / 12) / (month % 12 + 1) / 1));
}

std::string name_of_part(int month) {
  char name[32];
  std::snprintf(name, sizeof name, "events_%04d_%02d", month / 12, month % 12 + 1);
  return name;
}

std::optional<int> month_named(const std::string& name) {
  int year = 0, month = 0;
  if (std::sscanf(name.c_str(), "events_%4d_%2d", &year, &month) != 2) return {};
  return year * 12 + month - 1;
}

// Attached, not made in place, so that the rows go in unseen. Readers wait before they see the list of parts: one that had
// the list of before and the rows of afterwards would miss the month.
std::string making_of(int month) {
  const std::string name = name_of_part(month), first = std::to_string(first_day(month)), next = std::to_string(first_day(month + 1));
  return "LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE;"
         "CREATE TABLE " + name + " (LIKE events INCLUDING DEFAULTS);"
         "WITH moved AS (DELETE FROM events_other WHERE day >= " + first + " AND day < " + next + " RETURNING *)"
         " INSERT INTO " + name + " SELECT * FROM moved;"
         "ALTER TABLE events ATTACH PARTITION " + name + " FOR VALUES FROM (" + first + ") TO (" + next + ")";
}

}  // namespace

Outcome EventParts::load(const PostgresConnection& connection) {
  if (loaded_) return Done{};
  auto rows = connection.ask(
      "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'events'::regclass");
  if (!rows) return rows.error();
  for (int row = 0; row < rows->size(); ++row)
    if (const auto month = month_named(rows->text(row, 0))) parts_.insert(*month);
  loaded_ = true;
  return Done{};
}

Outcome EventParts::expect(const PostgresConnection& connection, const std::map<std::int64_t, std::int64_t>& events_by_day) {
  if (auto loaded = load(connection); !loaded) return loaded;
  std::map<int, std::int64_t> events_by_month;
  for (const auto& [day, events] : events_by_day)
    if (const auto month = month_of(day); month && !parts_.contains(*month)) events_by_month[*month] += events;
  if (events_by_month.empty()) return Done{};
  std::vector<std::int64_t> months, events;
  for (const auto& [month, count] : events_by_month) months.push_back(month), events.push_back(count);
  auto worth = connection.ask(
      "WITH counted AS (INSERT INTO event_months (month, events)"
      " SELECT * FROM unnest(CAST(? AS integer[]), CAST(? AS bigint[]))"
      " ON CONFLICT (month) DO UPDATE SET events = event_months.events + excluded.events RETURNING month, events)"
      " SELECT month FROM counted WHERE events >= ? ORDER BY month",
      PostgresValues().add_list(months).add_list(events).add(kWorthAPart));
  if (!worth) return worth.error();
  for (int row = 0; row < worth->size(); ++row)
    if (auto made = make(connection, static_cast<int>(worth->number(row, 0))); !made) return made;
  return Done{};
}

Outcome EventParts::make(const PostgresConnection& connection, int month) {
  if (left_.contains(month)) return Done{};
  if (auto begun = connection.run("SAVEPOINT part; SET LOCAL lock_timeout = " + std::to_string(kPatience)); !begun) return begun;
  auto made = connection.run(making_of(month));
  if (!made && connection.fault() != PostgresFault::kWaiting) return made;
  (made ? parts_ : left_).insert(month);
  // What is set within a savepoint that is kept outlives it.
  return connection.run(made ? "RELEASE part; SET LOCAL lock_timeout = " + connection.lock_timeout() : "ROLLBACK TO part; RELEASE part");
}

}  // namespace brink
