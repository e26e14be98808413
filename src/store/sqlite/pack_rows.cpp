// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/pack_rows.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kPart = 4'000;  // bytes of sources a row, as a page holds them
constexpr int kTogether = 32;  // ids that a statement adds
constexpr std::int64_t kMostWaiting = 64;  // packs: some million ids, which a look-up without the table takes 10 ms for
constexpr std::int64_t kAlike = 7;  // the bits of an id's number that are free for ids that begin alike

}  // namespace

Result<std::vector<PackHead>> PackRows::heads(const std::function<bool(const PackHead&)>& wanted) const {
  auto rows = database_.prepare(
      "SELECT key, hash, newest, oldest, last_day, first_known, reports, events, first_event_key FROM packs ORDER BY newest DESC, key");
  if (!rows) return rows.error();
  std::vector<PackHead> heads;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return heads;
    heads.push_back({rows->number(0), std::string(rows->text(1)), rows->number(2), rows->number(3), rows->number(4), rows->number(5),
                     rows->number(6), rows->number(7), rows->number(8)});
    if (!is_possible(heads.back())) return damaged();
    if (!wanted(heads.back())) heads.pop_back();
  }
}

Result<PackGone> PackRows::gone() const {
  auto rows = database_.prepare("SELECT pack, report FROM pack_gone");
  if (!rows) return rows.error();
  PackGone gone;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return gone;
    gone[rows->number(0)].insert(static_cast<std::uint32_t>(rows->number(1)));
  }
}

Result<bool> PackRows::has_left(std::int64_t pack, std::uint32_t report) const {
  auto rows = database_.prepare("SELECT 1 FROM pack_gone WHERE pack = ? AND report = ?");
  if (!rows) return rows.error();
  return rows->bind(pack).bind(std::int64_t{report}).step();
}

Result<std::string> PackRows::bytes_of(std::int64_t key) const {
  const auto blob = database_.blob("pack_bytes", "bytes", key);
  if (!blob) return blob.error();
  return blob->read(0, blob->size());
}

Result<std::string> PackRows::hash_of(std::int64_t key) const {
  auto rows = database_.prepare("SELECT hash FROM packs WHERE key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(key).step();
  if (!row) return row.error();
  if (!*row) return damaged();
  return std::string(rows->text(0));
}

Result<std::vector<PackStore::Place>> PackRows::candidates(const IdNumbers& asked, bool events, std::size_t most) const {
  auto rows = database_.prepare("SELECT place FROM pack_ids WHERE id BETWEEN ? AND ?");
  if (!rows) return rows.error();
  rows->bind(asked.first & ~kAlike).bind(asked.last | kAlike);
  std::vector<Place> candidates;
  while (candidates.size() < most) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    if (const Place place = place_of(rows->number(0)); place.is_event == events) candidates.push_back(place);
  }
  const auto take = [&](const Place& place) {
    if (candidates.size() < most) candidates.push_back(place);
  };
  if (held_ && !events && asked.first == asked.last) return held_->with_number(asked.first, take), candidates;
  if (auto looked = WaitingIds::in_table(database_, asked, events, take); !looked) return looked.error();
  return candidates;
}

Result<std::vector<IdBytes>> PackRows::absent(std::vector<IdBytes> ids) const {
  if (held_) std::erase_if(ids, [&](const IdBytes& id) { return held_->has_number(id_number(id)); });
  const auto any = database_.number("SELECT EXISTS (SELECT 1 FROM pack_ids)");
  if (!any) return any.error();
  if (*any == 0) return ids;
  auto rows = database_.prepare("SELECT 1 FROM pack_ids WHERE id BETWEEN ? AND ? LIMIT 1");
  if (!rows) return rows.error();
  return without_found(std::move(ids), [&](const IdBytes& id) {
    const std::int64_t number = id_number(id);
    return rows->bind(number & ~kAlike).bind(number | kAlike).found();
  });
}

Result<std::string> PackRows::sources_at(std::int64_t key, std::size_t begin) const {
  const std::int64_t place = key * kPlacesOfPack + static_cast<std::int64_t>(begin / kPart);
  begin %= kPart;
  auto rows = database_.prepare("SELECT bytes FROM pack_sources WHERE place BETWEEN ? AND ? ORDER BY place");
  if (!rows) return rows.error();
  rows->bind(place).bind(key * kPlacesOfPack + kPlacesOfPack - 1);
  std::string bytes;
  std::uint32_t size = 0;
  while (bytes.size() < begin + sizeof size + size) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return damaged();
    bytes += rows->bytes(0);
    if (bytes.size() >= begin + sizeof size) std::memcpy(&size, bytes.data() + begin, sizeof size);
  }
  return bytes.substr(begin + sizeof size, size);
}

Result<PackStore::Totals> PackRows::totals() const {
  auto rows = database_.prepare(
      "SELECT coalesce(sum(reports), 0) - (SELECT count(*) FROM pack_gone),"
      " coalesce(sum(events), 0) - (SELECT coalesce(sum(events), 0) FROM pack_gone),"
      " coalesce(max(first_event_key + events - 1), 0) FROM packs");
  if (!rows) return rows.error();
  const auto row = rows->step();
  if (!row) return row.error();
  return Totals{static_cast<std::uint64_t>(rows->number(0)), static_cast<std::uint64_t>(rows->number(1)), rows->number(2)};
}

Outcome PackRows::add(PackWriter::Made made, std::int64_t first_event_key) const {
  auto head = database_.prepare(
      "INSERT INTO packs (hash, newest, oldest, last_day, first_known, reports, events, first_event_key) VALUES (?,?,?,?,?,?,?,?)");
  if (!head) return head.error();
  head->bind(hex_hash(made.bytes)).bind(made.newest).bind(made.oldest).bind(made.last_day).bind(made.first_known);
  head->bind(static_cast<std::int64_t>(made.reports.size())).bind(static_cast<std::int64_t>(made.events.size())).bind(first_event_key);
  if (auto done = head->run(); !done) return done;
  const std::int64_t key = database_.last_key();
  auto bytes = database_.prepare("INSERT INTO pack_bytes (pack, bytes) VALUES (?,?)");
  if (!bytes) return bytes.error();
  if (auto done = bytes->bind(key).bind_bytes(made.bytes).run(); !done) return done;
  if (auto done = add_sources_of(key, made.sources); !done) return done;
  if (auto done = WaitingIds::write(database_, key, made.reports, made.events); !done) return done;
  const auto waiting = WaitingIds::packs(database_);
  if (!waiting) return waiting.error();
  if (*waiting >= kMostWaiting) return settle_ids();
  return held_ ? held_->hold(database_) : Outcome(Done{});
}

Outcome PackRows::add_sources_of(std::int64_t pack, std::string_view sources) const {
  auto insert = database_.prepare("INSERT INTO pack_sources (place, bytes) VALUES (?,?)");
  if (!insert) return insert.error();
  for (std::int64_t place = pack * kPlacesOfPack; !sources.empty(); ++place) {
    const std::string_view part = sources.substr(0, kPart);
    sources.remove_prefix(part.size());
    if (auto done = insert->bind(place).bind_bytes(part).run(); !done) return done;
  }
  return Done{};
}

Outcome PackRows::settle_ids() const {
  const auto ids = WaitingIds::take_all(database_);
  if (!ids) return ids.error();
  std::string rows = "(?,?)";
  for (int i = 1; i < kTogether; ++i) rows += ",(?,?)";
  auto several = database_.prepare("INSERT OR IGNORE INTO pack_ids (id, place) VALUES " + rows);
  if (!several) return several.error();
  std::span<const WaitingIds::IdPlace> left(*ids);
  for (; left.size() >= kTogether; left = left.subspan(kTogether)) {
    for (const auto& [number, place] : left.first(kTogether)) several->bind(number).bind(place);
    if (auto done = several->run(); !done) return done;
    if (database_.changes() == kTogether) continue;
    if (auto done = add_alike(left.first(kTogether)); !done) return done;
  }
  if (auto done = add_alike(left); !done) return done;
  return held_ ? held_->hold(database_) : Outcome(Done{});
}

// One by one, those that are there already passed over; each at the first number that is free of those that
// differ in their last bits.
Outcome PackRows::add_alike(std::span<const WaitingIds::IdPlace> ids) const {
  auto rows = database_.prepare("SELECT 1 FROM pack_ids WHERE id = ? AND place = ?");
  if (!rows) return rows.error();
  auto insert = database_.prepare("INSERT OR IGNORE INTO pack_ids (id, place) VALUES (?,?)");
  if (!insert) return insert.error();
  for (const auto& [number, place] : ids) {
    bool placed = false;
    for (std::int64_t other = 0; other <= kAlike && !placed; ++other) {
      if (auto done = insert->bind(number ^ other).bind(place).run(); !done) return done;
      placed = database_.changes() == 1;
      if (placed) continue;
      const auto there = rows->bind(number ^ other).bind(place).found();
      if (!there) return there.error();
      placed = *there;
    }
    if (!placed) return Error{"store", database_.where(), fmt::format("nine ids that begin with the same fifteen digits, {:016x}", number << 1), "ids that differ"};
  }
  return Done{};
}

Outcome PackRows::leave(const Place& report, std::size_t events) const {
  auto insert = database_.prepare("INSERT INTO pack_gone (pack, report, events) VALUES (?,?,?)");
  if (!insert) return insert.error();
  return insert->bind(report.pack).bind(static_cast<std::int64_t>(report.number)).bind(static_cast<std::int64_t>(events)).run();
}

}  // namespace brink
