// SPDX-License-Identifier: Apache-2.0
// Reports without words: into packs, and out of them again when they change.
#include <cstring>

#include "base/iso_time.h"
#include "store/sqlite/writer.h"

namespace brink {
namespace {

// Of one pack. Its events' numbers have nineteen bits (pack_ids), and it is read whole.
constexpr std::size_t kMostReports = 16'384, kMostEvents = 131'072, kMostBytes = 32u << 20;

}  // namespace

Result<std::optional<HeldReport>> Writer::find_packed(const std::string& id) const {
  if (const HeldReport* waiting = added_.waiting().find(id)) return std::optional(*waiting);
  const PackRows packs(database_);
  const auto found = packs.places(id, false, 1);
  if (!found) return found.error();
  if (found->empty()) return std::optional<HeldReport>();
  const auto pack = packs.pack(found->front().pack);
  if (!pack) return pack.error();
  const std::uint32_t number = found->front().number;
  const auto stored = (*pack)->report(number);
  if (!stored) return stored.error();
  HeldReport held;
  held.key = -1, held.revision = 1, held.known_from = (*pack)->known_from[number];
  held.fingerprint = stored->fingerprint, held.title = stored->document.title;
  held.published = stored->document.published, held.seen = stored->first_seen;
  return std::optional(std::move(held));
}

Result<Stored> Writer::add_waiting(const ArrivingReport& arrival, std::span<const Event> events) {
  PackWriter& waiting = added_.waiting();
  waiting.add(arrival, events);
  added_.count_report(arrival.report_day);
  if (waiting.reports() < kMostReports && waiting.events() < kMostEvents && waiting.bytes() < kMostBytes) return Stored::kNew;
  if (auto settled = settle_waiting(); !settled) return settled.error();
  return Stored::kNew;
}

// What waits is gone from memory then, so that a failure ends the transaction.
Outcome Writer::settle_waiting() {
  PackWriter& waiting = added_.waiting();
  if (waiting.reports() == 0) return Done{};
  PackWriter::Made made = waiting.make();
  const std::size_t events = made.events.size();
  const Outcome settled = made.reports.size() >= pack_from_ ? PackRows(database_).add(std::move(made), added_.take_event_keys(events)) : unpack(made);
  if (!settled && database_.in_transaction()) (void)database_.run("ROLLBACK").ok();
  return settled;
}

Outcome Writer::add_rows_of(const Pack& pack, std::uint32_t number, StoredDocument stored) const {
  std::vector<Event> events;
  for (std::size_t i = 0; i < pack.events(); ++i) {
    if (pack.event_report[i] != number) continue;
    auto event = pack.event(i);
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  ArrivingReport arrival{stored.document, Keep::kFull, stored.fingerprint, stored.first_seen, {}, {}};
  arrival.reported = pack.reported[number], arrival.report_day = pack.report_day[number];
  arrival.known_from = pack.known_from[number];
  return add_rows(arrival, events);
}

Outcome Writer::unpack(const PackWriter::Made& made) const {
  const auto pack = Pack::read(made.bytes, database_.where());
  if (!pack) return pack.error();
  for (std::uint32_t number = 0; number < (*pack)->reports(); ++number) {
    auto stored = (*pack)->report(number);
    if (!stored) return stored.error();
    std::uint32_t size = 0;
    std::memcpy(&size, made.sources.data() + (*pack)->source[number], sizeof size);
    const std::string_view sources = std::string_view(made.sources).substr((*pack)->source[number] + sizeof size, size);
    if (auto read = read_sources(sources, database_.where(), stored->document); !read) return read;
    if (auto added = add_rows_of(**pack, number, std::move(*stored)); !added) return added;
  }
  return Done{};
}

// Into the tables; the key of its row. What changed before may have taken it there already.
Result<std::int64_t> Writer::take_out(const std::string& id) const {
  const PackRows packs(database_);
  const auto found = packs.places(id, false, 1);
  if (!found) return found.error();
  if (!found->empty()) {
    const PackRows::Place& place = found->front();
    const auto pack = packs.pack(place.pack);
    if (!pack) return pack.error();
    auto stored = packs.report(place);
    if (!stored) return stored.error();
    const auto& of = (*pack)->event_report;
    const auto events = static_cast<std::size_t>(std::count(of.begin(), of.end(), place.number));
    if (auto left = packs.leave(place, events); !left) return left.error();
    if (auto added = add_rows_of(**pack, place.number, std::move(*stored)); !added) return added.error();
  }
  auto rows = database_.prepare("SELECT key FROM documents WHERE id = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(id).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  return rows->number(0);
}

}  // namespace brink
