// SPDX-License-Identifier: Apache-2.0
#include "store/packs/packing.h"

#include <algorithm>
#include <cstring>

namespace brink {
namespace {

// Of one pack. Its events' numbers have nineteen bits (pack_ids), and it is read whole.
constexpr std::size_t kMostPackReports = 16'384, kMostPackEvents = 131'072,
                      kMostPackBytes = 32u << 20;

}  // namespace

Result<std::optional<HeldReport>> PackingWriter::find_packed(const std::string& id) const {
  if (auto waiting = waiting_.find(id)) return waiting;
  const auto found = packs().places(id, false, 1);
  if (!found) return found.error();
  if (found->empty()) return std::optional<HeldReport>();
  const auto pack = packs().pack(found->front().pack);
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

Result<Stored> PackingWriter::add_waiting(const ArrivingReport& arrival,
                                          std::span<const Event> events) {
  waiting_.add(arrival, events);
  count_report(arrival.report_day);
  return Stored::kNew;
}

Result<Stored> PackingWriter::put_and_settle(const Document& document,
                                             std::span<const Event> events, Keep keep,
                                             const std::string& now) {
  auto stored = put(document, events, keep, now);
  if (stored)
    if (auto settled = settle_full(); !settled) return settled.error();
  return stored;
}

Outcome PackingWriter::settle_full() {
  const bool full = waiting_.reports() >= kMostPackReports ||
                    waiting_.events() >= kMostPackEvents || waiting_.bytes() >= kMostPackBytes;
  return full ? settle_waiting() : Outcome(Done{});
}

// What waits is gone from memory then, so that a failure ends the transaction.
Outcome PackingWriter::settle_waiting() {
  if (waiting_.reports() == 0) return Done{};
  struct Ending {
    PackingWriter& writer;
    bool due = true;
    ~Ending() {
      if (due) writer.end_transaction();
    }
  } ending{*this};
  PackWriter::Made made = waiting_.make();
  remember(made);
  const std::size_t events = made.events.size();
  Outcome settled = made.reports.size() >= pack_from_
                        ? packs().add(std::move(made), take_event_keys(events))
                        : unpack(made);
  ending.due = !settled.ok();
  return settled;
}

Outcome PackingWriter::add_rows_of(const Pack& pack, std::uint32_t number,
                                   const StoredDocument& stored) const {
  const auto events = pack.events_of(number);
  if (!events) return events.error();
  ArrivingReport arrival{stored.document,   Keep::kFull, stored.fingerprint,
                         stored.first_seen, {},          {}};
  arrival.reported = pack.reported[number], arrival.report_day = pack.report_day[number];
  arrival.known_from = pack.known_from[number];
  return add_rows(arrival, *events);
}

Outcome PackingWriter::unpack(const PackWriter::Made& made) const {
  return each_report(made, packs().where(),
                     [&](const Pack& pack, std::uint32_t number, const StoredDocument& stored) {
                       return add_rows_of(pack, number, stored);
                     });
}

Outcome each_report(const PackWriter::Made& made, const std::string& where,
                    const VisitPacked& visit) {
  const auto pack = Pack::read(made.bytes, where);
  if (!pack) return pack.error();
  for (std::uint32_t number = 0; number < (*pack)->reports(); ++number) {
    auto stored = (*pack)->report(number);
    if (!stored) return stored.error();
    std::uint32_t size = 0;
    std::memcpy(&size, made.sources.data() + (*pack)->source[number], sizeof size);
    const std::string_view sources =
        std::string_view(made.sources).substr((*pack)->source[number] + sizeof size, size);
    if (auto read = read_sources(sources, where, stored->document); !read) return read;
    if (auto done = visit(**pack, number, *stored); !done) return done;
  }
  return Done{};
}

Outcome PackingWriter::take_out(const std::string& id) const {
  const auto found = packs().places(id, false, 1);
  if (!found) return found.error();
  if (found->empty()) return Done{};
  const PackStore::Place& place = found->front();
  const auto pack = packs().pack(place.pack);
  if (!pack) return pack.error();
  auto stored = packs().report(place);
  if (!stored) return stored.error();
  const auto& of = (*pack)->event_report;
  const auto events = static_cast<std::size_t>(std::count(of.begin(), of.end(), place.number));
  if (auto left = packs().leave(place, events); !left) return left;
  return add_rows_of(**pack, place.number, *stored);
}

}  // namespace brink
