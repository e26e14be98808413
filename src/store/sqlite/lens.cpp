// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/lens.h"

#include <algorithm>

#include "base/hash.h"
#include "store/filter.h"
#include "store/lens_rows.h"
#include "store/packs/pack_question.h"
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

// Keys sort as the column does; a status stands for itself as a digit.
std::string key_of(const Statement& row, CountBy by) {
  if (by != CountBy::kStatus) return std::string(row.text(1));
  return std::string(1, static_cast<char>('0' + row.number(1)));
}

std::string key_of(const Pack& pack, std::uint32_t act, CountBy by) {
  switch (by) {
    case CountBy::kType: return std::string(pack.text(pack.act_type[act]));
    case CountBy::kCameoRoot: return std::string(pack.text(pack.act_cameo[act]).substr(0, 2));
    case CountBy::kStatus: return std::string(1, static_cast<char>('0' + pack.act_status[act]));
    case CountBy::kAll: break;
  }
  return {};
}

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
    if (auto added = add_packed(document, events); !added) return added.error();
  sort_as_read(events);
  return events;
}

Outcome SqliteLens::add_packed(const std::string& document, std::vector<Event>& events) const {
  if (!is_hex_id(document)) return Done{};
  const PackRows packs(database_);
  const auto places = packs.places(document, false, 1);
  if (!places) return places.error();
  if (places->empty()) return Done{};
  const auto pack = packs.pack(places->front().pack);
  if (!pack) return pack.error();
  for (std::size_t i = 0; i < (*pack)->events(); ++i) {
    if ((*pack)->event_report[i] != places->front().number) continue;
    auto event = (*pack)->event(i);
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  return Done{};
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
  std::vector<std::pair<std::int64_t, std::string>> newest;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    newest.emplace_back(rows->number(0), rows->text(1));
  }
  if (auto added = add_packed_since(position, most, newest); !added) return added.error();
  std::sort(newest.begin(), newest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < std::min(most, newest.size()); ++i) fresh.ids.push_back(std::move(newest[i].second));
  fresh.count = static_cast<std::uint64_t>(fresh.position - position);
  return fresh;
}

Outcome SqliteLens::add_packed_since(std::int64_t position, std::size_t most, std::vector<std::pair<std::int64_t, std::string>>& newest) const {
  const PackRows packs(database_);
  auto heads = packs.heads([&](const PackHead& head) { return head.first_event_key + head.events - 1 > position; });
  if (!heads) return heads.error();
  std::sort(heads->begin(), heads->end(), [](const PackHead& a, const PackHead& b) { return a.first_event_key > b.first_event_key; });
  std::size_t left = most;
  for (const PackHead& head : *heads) {
    if (left == 0) return Done{};
    const auto pack = packs.pack(head.key, head.hash);
    if (!pack) return pack.error();
    for (std::int64_t i = head.events - 1; i >= 0 && left > 0 && head.first_event_key + i > position; --i, --left)
      newest.emplace_back(head.first_event_key + i, hex_of((*pack)->event_id[static_cast<std::size_t>(i)]));
  }
  return Done{};
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
  if (auto added = count_packed(query, by, counts); !added) return added.error();
  std::vector<EventDay> days;
  for (const auto& [key, events] : counts)
    days.push_back({day_of(key.first), by == CountBy::kStatus ? std::string(name_of(static_cast<Status>(key.second.front() - '0'))) : key.second, events});
  return days;
}

Outcome SqliteLens::count_packed(const EventQuery& query, CountBy by, DayCounts& counts) const {
  const auto question = PackQuestion::read(query);
  if (!question) return question.error();
  const PackRows packs(database_);
  const auto heads = packs.heads([&](const PackHead& head) { return question->may_concern(head); });
  if (!heads) return heads.error();
  if (heads->empty()) return Done{};
  const auto gone = packs.gone();
  if (!gone) return gone.error();
  for (const PackHead& head : *heads) {
    const auto read = packs.pack(head.key, head.hash);
    if (!read) return read.error();
    const Pack& pack = **read;
    const auto left = gone->find(head.key);
    const auto has_left = [&](std::size_t event) { return left != gone->end() && left->second.contains(pack.event_report[event]); };
    const auto sieve = question->sieve(pack);
    std::map<std::pair<std::int32_t, std::uint32_t>, std::uint64_t> by_act;
    for (std::size_t i = 0; i < pack.events(); ++i)
      if (pack.last_day[i] != kNoDay32 && sieve.lets_through(pack, i) && !has_left(i)) ++by_act[{pack.last_day[i], pack.act[i]}];
    for (const auto& [key, events] : by_act) counts[{key.first, key_of(pack, key.second, by)}] += events;
  }
  return Done{};
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
