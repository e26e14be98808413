// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/event_parts.h"

#include <cstdio>
#include <optional>

#include "store/rows.h"

namespace brink {
namespace {

using namespace std::chrono;

// Acts of other years are few, or mistakes; a part each would only cost.
constexpr int kFirstYear = 1900, kLastYear = 2100;
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

// Attached, not made in place: so readers of the other parts are not waited for.
Outcome make_part(const PostgresConnection& connection, int month) {
  const std::string name = name_of_part(month);
  return connection.run("CREATE TABLE " + name + " (LIKE events INCLUDING DEFAULTS); ALTER TABLE events ATTACH PARTITION " + name +
                        " FOR VALUES FROM (" + std::to_string(first_day(month)) + ") TO (" +
                        std::to_string(first_day(month + 1)) + ")");
}

}  // namespace

Outcome EventParts::load(const PostgresConnection& connection) {
  auto rows = connection.ask(
      "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'events'::regclass");
  if (!rows) return rows.error();
  known_.clear();
  for (int row = 0; row < rows->size(); ++row)
    if (const auto month = month_named(rows->text(row, 0))) known_.insert(*month);
  loaded_ = true;
  return Done{};
}

Outcome EventParts::make(const PostgresConnection& connection, const std::set<std::int64_t>& days) {
  std::set<int> missing;
  const auto gather = [&] {
    missing.clear();
    for (const std::int64_t day : days)
      if (const auto month = month_of(day); month && !known_.contains(*month)) missing.insert(*month);
  };
  gather();
  if (missing.empty()) return Done{};
  // Another writer may have made them since.
  if (auto loaded = load(connection); !loaded) return loaded;
  gather();
  for (const int month : missing) {
    if (auto begun = connection.run("SAVEPOINT part; SET LOCAL lock_timeout = " + std::to_string(kPatience)); !begun) return begun;
    auto made = make_part(connection, month);
    if (!made && connection.fault() == PostgresFault::kLost) return made;
    if (auto ended = connection.run(made ? "RELEASE part" : "ROLLBACK TO part; RELEASE part"); !ended) return ended;
    known_.insert(month);  // once made, or left to the rest for as long as this writer lives
  }
  return Done{};
}

}  // namespace brink
