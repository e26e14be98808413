// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/pack_rows.h"

#include <algorithm>
#include <numeric>

#include "base/hash.h"
#include "store/packs/pack_shelf.h"

namespace brink {
namespace {

constexpr std::int64_t kPlacesOfPack = std::int64_t{1} << 20;
constexpr std::size_t kPart = 4'000;  // bytes of sources a row, as a page holds them
constexpr std::int64_t kAlike = 7;  // the bits of an id's number that are free for ids that begin alike

PackRows::Place place_of(std::int64_t number) {
  const std::int64_t rest = number % kPlacesOfPack;
  return {number / kPlacesOfPack, static_cast<std::uint32_t>(rest / 2), rest % 2 == 1};
}

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
    if (!wanted(heads.back())) heads.pop_back();
  }
}

Result<std::map<std::int64_t, std::set<std::uint32_t>>> PackRows::gone() const {
  auto rows = database_.prepare("SELECT pack, report FROM pack_gone");
  if (!rows) return rows.error();
  std::map<std::int64_t, std::set<std::uint32_t>> gone;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return gone;
    gone[rows->number(0)].insert(static_cast<std::uint32_t>(rows->number(1)));
  }
}

Result<std::shared_ptr<const Pack>> PackRows::pack(std::int64_t key, const std::string& hash) const {
  return PackShelf::of_process().get(hash, database_.where(), [&]() -> Result<std::string> {
    const auto blob = database_.blob("pack_bytes", "bytes", key);
    if (!blob) return blob.error();
    return blob->read(0, blob->size());
  });
}

Result<std::shared_ptr<const Pack>> PackRows::pack(std::int64_t key) const {
  auto rows = database_.prepare("SELECT hash FROM packs WHERE key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(key).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  return pack(key, std::string(rows->text(0)));
}

Result<std::vector<PackRows::Place>> PackRows::places(const std::string& prefix, bool events, std::size_t most) const {
  const IdNumbers asked = id_numbers(prefix);
  auto rows = database_.prepare("SELECT place FROM pack_ids WHERE id BETWEEN ? AND ?");
  if (!rows) return rows.error();
  rows->bind(asked.first & ~kAlike).bind(asked.last | kAlike);
  std::vector<Place> candidates;
  while (candidates.size() < 16 * most) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    if (const Place place = place_of(rows->number(0)); place.is_event == events) candidates.push_back(place);
  }
  if (candidates.empty()) return candidates;
  const auto left = gone();
  if (!left) return left.error();
  std::vector<std::pair<std::string, Place>> found;
  for (const Place& place : candidates) {
    const auto pack = this->pack(place.pack);
    if (!pack) return pack.error();
    if (place.number >= (events ? (*pack)->events() : (*pack)->reports())) return database_.error(SQLITE_CORRUPT);
    const std::uint32_t report = events ? (*pack)->event_report[place.number] : place.number;
    std::string id = hex_of(events ? (*pack)->event_id[place.number] : (*pack)->report_id[place.number]);
    const auto it = left->find(place.pack);
    if (id.starts_with(prefix) && (it == left->end() || !it->second.contains(report))) found.emplace_back(std::move(id), place);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > most) found.resize(most);
  std::vector<Place> places;
  for (const auto& [id, place] : found) places.push_back(place);
  return places;
}

Outcome PackRows::read_sources_of(std::int64_t key, const Pack& pack, std::size_t report, Document& document) const {
  const std::size_t begin = pack.source[report] % kPart;
  const std::int64_t place = key * kPlacesOfPack + pack.source[report] / kPart;
  auto rows = database_.prepare("SELECT bytes FROM pack_sources WHERE place BETWEEN ? AND ? ORDER BY place");
  if (!rows) return rows.error();
  rows->bind(place).bind(key * kPlacesOfPack + kPlacesOfPack - 1);
  std::string bytes;
  std::uint32_t size = 0;
  while (bytes.size() < begin + sizeof size + size) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return database_.error(SQLITE_CORRUPT);
    bytes += rows->bytes(0);
    if (bytes.size() >= begin + sizeof size) std::memcpy(&size, bytes.data() + begin, sizeof size);
  }
  return read_sources(std::string_view(bytes).substr(begin + sizeof size, size), database_.where(), document);
}

Result<std::optional<Rank>> PackRows::rank_of(const std::string& id, bool events,
                                                       const std::function<bool(const Pack&, std::size_t)>& answers) const {
  if (!is_hex_id(id)) return std::optional<Rank>();
  const auto found = places(id, events, 1);
  if (!found) return found.error();
  if (found->empty()) return std::optional<Rank>();
  const auto pack = this->pack(found->front().pack);
  if (!pack) return pack.error();
  const std::size_t number = found->front().number;
  if (!answers(**pack, number)) return std::optional<Rank>();
  return std::optional(Rank{-(*pack)->reported[events ? (*pack)->event_report[number] : number], id_bytes(id)});
}

Result<StoredDocument> PackRows::report(const Place& place) const {
  const auto pack = this->pack(place.pack);
  if (!pack) return pack.error();
  return report(place.pack, **pack, place.number);
}

Result<StoredDocument> PackRows::report(std::int64_t key, const Pack& pack, std::size_t number) const {
  auto stored = pack.report(number);
  if (stored)
    if (auto read = read_sources_of(key, pack, number, stored->document); !read) return read.error();
  return stored;
}

Result<Event> PackRows::event(const Place& place) const {
  const auto pack = this->pack(place.pack);
  if (!pack) return pack.error();
  return (*pack)->event(place.number);
}

Result<PackRows::Totals> PackRows::totals() const {
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
  if (auto done = add_ids(made.reports, key, false); !done) return done;
  return add_ids(made.events, key, true);
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

// In the order of their numbers, so that each page of the table is touched once.
Outcome PackRows::add_ids(const std::vector<IdBytes>& ids, std::int64_t pack, bool events) const {
  auto insert = database_.prepare("INSERT OR IGNORE INTO pack_ids (id, place) VALUES (?,?)");
  if (!insert) return insert.error();
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  for (const std::uint32_t i : order) {
    const std::int64_t place = pack * kPlacesOfPack + 2 * i + (events ? 1 : 0), number = id_number(ids[i]);
    bool placed = false;
    for (std::int64_t other = 0; other <= kAlike && !placed; ++other) {
      if (auto done = insert->bind(number ^ other).bind(place).run(); !done) return done;
      placed = database_.changes() == 1;
    }
    if (!placed) return Error{"store", database_.where(), "nine ids that begin with the same fifteen digits as " + hex_of(ids[i]), "ids that differ"};
  }
  return Done{};
}

Outcome PackRows::leave(const Place& report, std::size_t events) const {
  auto insert = database_.prepare("INSERT INTO pack_gone (pack, report, events) VALUES (?,?,?)");
  if (!insert) return insert.error();
  return insert->bind(report.pack).bind(static_cast<std::int64_t>(report.number)).bind(static_cast<std::int64_t>(events)).run();
}

}  // namespace brink
