// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/packs.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "store/postgres/copy_rows.h"

namespace brink {
namespace {

constexpr std::size_t kMostAtFirst = 1'000;  // bytes of a report's sources; nearly all have fewer
constexpr int kPartsAlone = 8;  // of one pack's sources; who asks for more gets all, some megabyte
constexpr std::size_t kMostTaken = 128u << 20;  // bytes of such

}  // namespace

Error PostgresPacks::damaged() const {
  return connection_.error("packs that do not fit together", "an intact archive: restore a copy");
}

Result<std::vector<PackHead>> PostgresPacks::heads(
    const std::function<bool(const PackHead&)>& wanted) const {
  const auto rows = connection_.ask_prepared(
      "SELECT key, hash, newest, oldest, last_day, first_known, reports, events, first_event_key "
      "FROM packs ORDER BY newest DESC, key",
      {});
  if (!rows) return rows.error();
  std::vector<PackHead> heads;
  for (int row = 0; row < rows->size(); ++row) {
    const auto number = [&](int column) { return rows->number(row, column); };
    heads.push_back({number(0), rows->text(row, 1), number(2), number(3), number(4), number(5),
                     number(6), number(7), number(8)});
    if (!is_possible(heads.back())) return damaged();
    if (!wanted(heads.back())) heads.pop_back();
  }
  return heads;
}

Result<PackGone> PostgresPacks::gone() const {
  const auto rows = connection_.ask_prepared("SELECT pack, report FROM pack_gone", {});
  if (!rows) return rows.error();
  PackGone gone;
  for (int row = 0; row < rows->size(); ++row)
    gone[rows->number(row, 0)].insert(static_cast<std::uint32_t>(rows->number(row, 1)));
  return gone;
}

Result<bool> PostgresPacks::has_left(std::int64_t pack, std::uint32_t report) const {
  if (const auto it = left_.find({pack, report}); it != left_.end()) return it->second;
  const auto rows = connection_.ask_prepared("SELECT FROM pack_gone WHERE pack = ? AND report = ?",
                                             PostgresValues().add(pack).add(std::int64_t{report}));
  if (!rows) return rows.error();
  return !rows->empty();
}

Result<std::string> PostgresPacks::hash_of(std::int64_t key) const {
  if (const auto it = hashes_.find(key); it != hashes_.end()) return it->second;
  const auto rows =
      connection_.ask_prepared("SELECT hash FROM packs WHERE key = ?", PostgresValues().add(key));
  if (!rows) return rows.error();
  if (rows->empty()) return damaged();
  return hashes_[key] = rows->text(0, 0);
}

Result<std::string> PostgresPacks::bytes_of(std::int64_t key) const {
  const auto rows = connection_.ask_prepared("SELECT bytes FROM pack_bytes WHERE pack = ?",
                                             PostgresValues().add(key), PostgresFormat::kBinary);
  if (!rows) return rows.error();
  return rows->empty() ? Result<std::string>(damaged()) : std::string(rows->raw(0, 0));
}

Result<std::string> PostgresPacks::part_of_sources(std::int64_t key, std::size_t begin,
                                                   std::size_t size) const {
  const auto rows = connection_.ask_prepared(
      "SELECT substr(bytes, CAST(? AS integer), CAST(? AS integer)) FROM pack_sources WHERE pack = "
      "?",
      PostgresValues()
          .add(static_cast<std::int64_t>(begin + 1))
          .add(static_cast<std::int64_t>(size))
          .add(key),
      PostgresFormat::kBinary);
  if (!rows) return rows.error();
  return rows->empty() ? Result<std::string>(damaged()) : std::string(rows->raw(0, 0));
}

// Those taken first go first; they have to be asked for in parts again before they come back.
Outcome PostgresPacks::take_all_sources(std::int64_t key) const {
  const auto rows = connection_.ask_prepared("SELECT bytes FROM pack_sources WHERE pack = ?",
                                             PostgresValues().add(key), PostgresFormat::kBinary);
  if (!rows) return rows.error();
  if (rows->empty()) return damaged();
  sources_[key].all = rows->raw(0, 0);
  taken_.push_back(key), taken_bytes_ += rows->raw(0, 0).size();
  for (; taken_bytes_ > kMostTaken && taken_.size() > 1; taken_.pop_front()) {
    taken_bytes_ -= sources_[taken_.front()].all.size();
    sources_.erase(taken_.front());
  }
  return Done{};
}

Result<std::string> PostgresPacks::sources_at(std::int64_t key, std::size_t begin) const {
  if (++sources_[key].asked == kPartsAlone)
    if (auto taken = take_all_sources(key); !taken) return taken.error();
  const std::string& all = sources_[key].all;
  const auto part = [&](std::size_t size) -> Result<std::string> {
    if (all.empty()) return part_of_sources(key, begin, size);
    return begin < all.size() ? all.substr(begin, size) : std::string();
  };
  std::uint32_t size = 0;
  auto bytes = part(kMostAtFirst);
  if (!bytes) return bytes;
  if (bytes->size() < sizeof size) return damaged();
  std::memcpy(&size, bytes->data(), sizeof size);
  if (bytes->size() < sizeof size + size) bytes = part(sizeof size + size);
  if (!bytes) return bytes;
  if (bytes->size() < sizeof size + size) return damaged();
  return bytes->substr(sizeof size, size);
}

Result<std::vector<PackStore::Place>> PostgresPacks::candidates(const IdNumbers& asked, bool events,
                                                                std::size_t most) const {
  if (!events && asked.first == asked.last)
    if (const auto it = expected_.find(asked.first); it != expected_.end()) return it->second;
  const auto rows = connection_.ask_prepared(
      "SELECT place FROM pack_ids WHERE id BETWEEN ? AND ? AND place % 2 = ? ORDER BY id LIMIT ?",
      PostgresValues()
          .add(asked.first)
          .add(asked.last)
          .add(std::int64_t{events})
          .add(static_cast<std::int64_t>(most)));
  if (!rows) return rows.error();
  std::vector<Place> candidates;
  candidates.reserve(static_cast<std::size_t>(rows->size()));
  for (int row = 0; row < rows->size(); ++row) candidates.push_back(place_of(rows->number(row, 0)));
  return candidates;
}

// Each id goes through the index, whatever the server thinks of a table that it has not looked at
// yet: without ORDER BY and LIMIT it would read all of it.
Outcome PostgresPacks::expect(const std::vector<std::string>& ids) {
  expected_.clear(), left_.clear();
  std::vector<std::int64_t> numbers;
  for (const std::string& id : ids)
    if (is_hex_id(id)) numbers.push_back(id_number(id_bytes(id)));
  const auto rows = connection_.ask_prepared(
      "SELECT k.id, i.place FROM unnest(CAST(? AS bigint[])) k (id) CROSS JOIN LATERAL"
      " (SELECT place FROM pack_ids WHERE pack_ids.id BETWEEN k.id AND k.id ORDER BY pack_ids.id "
      "LIMIT 16) i"
      " WHERE i.place % 2 = 0",
      PostgresValues().add_list(numbers));
  if (!rows) return rows.error();
  for (const std::int64_t number : numbers) expected_[number];
  std::vector<std::int64_t> packs, reports;
  for (int row = 0; row < rows->size(); ++row) {
    const Place place = place_of(rows->number(row, 1));
    expected_[rows->number(row, 0)].push_back(place);
    packs.push_back(place.pack), reports.push_back(place.number);
    left_[{place.pack, place.number}] = false;
  }
  if (packs.empty()) return Done{};
  const auto left = connection_.ask_prepared(
      "SELECT pack, report FROM unnest(CAST(? AS bigint[]), CAST(? AS integer[])) k (pack, report)"
      " JOIN pack_gone USING (pack, report)",
      PostgresValues().add_list(packs).add_list(reports));
  if (!left) return left.error();
  for (int row = 0; row < left->size(); ++row)
    left_[{left->number(row, 0), static_cast<std::uint32_t>(left->number(row, 1))}] = true;
  return Done{};
}

void PostgresPacks::forget() {
  expected_.clear(), hashes_.clear(), left_.clear();
  sources_.clear(), taken_.clear(), taken_bytes_ = 0;
}

void PostgresPacks::forget(const std::string& id) {
  if (!expected_.empty() && is_hex_id(id)) expected_.erase(id_number(id_bytes(id)));
}

Result<PackStore::Totals> PostgresPacks::totals() const {
  const auto rows = connection_.ask_prepared(
      "SELECT coalesce(sum(reports), 0) - (SELECT count(*) FROM pack_gone),"
      " coalesce(sum(events), 0) - (SELECT coalesce(sum(events), 0) FROM pack_gone),"
      " coalesce(max(first_event_key + events - 1), 0) FROM packs",
      {});
  if (!rows) return rows.error();
  return Totals{static_cast<std::uint64_t>(rows->number(0, 0)),
                static_cast<std::uint64_t>(rows->number(0, 1)), rows->number(0, 2)};
}

Outcome PostgresPacks::add(PackWriter::Made made, std::int64_t first_event_key) const {
  const auto count = [](const std::vector<IdBytes>& ids) {
    return static_cast<std::int64_t>(ids.size());
  };
  PostgresValues head;
  head.add(hex_hash(made.bytes))
      .add(made.newest)
      .add(made.oldest)
      .add(made.last_day)
      .add(made.first_known);
  head.add(count(made.reports)).add(count(made.events)).add(first_event_key);
  const auto rows = connection_.ask(
      "INSERT INTO packs (key, hash, newest, oldest, last_day, first_known, reports, events, "
      "first_event_key)"
      " SELECT coalesce(max(key), 0) + 1, CAST(? AS text), CAST(? AS bigint), CAST(? AS bigint), "
      "CAST(? AS integer), CAST(? AS integer),"
      " CAST(? AS integer), CAST(? AS integer), CAST(? AS bigint) FROM packs RETURNING key",
      head);
  if (!rows) return rows.error();
  const std::int64_t key = rows->number(0, 0);
  if (auto added = add_ids(made, key); !added) return added;
  const auto bytes = connection_.ask("INSERT INTO pack_bytes (pack, bytes) VALUES (?,?)",
                                     PostgresValues().add(key).add_bytes(std::move(made.bytes)));
  if (!bytes) return bytes.error();
  const auto sources =
      connection_.ask("INSERT INTO pack_sources (pack, bytes) VALUES (?,?)",
                      PostgresValues().add(key).add_bytes(std::move(made.sources)));
  if (!sources) return sources.error();
  return Done{};
}

// In the order of their numbers, so that each page of the index is touched once.
Outcome PostgresPacks::add_ids(const PackWriter::Made& made, std::int64_t pack) const {
  std::vector<std::pair<std::int64_t, std::int64_t>> ids;
  ids.reserve(made.reports.size() + made.events.size());
  for (std::uint32_t i = 0; i < made.reports.size(); ++i)
    ids.emplace_back(id_number(made.reports[i]), number_of_place({pack, i, false}));
  for (std::uint32_t i = 0; i < made.events.size(); ++i)
    ids.emplace_back(id_number(made.events[i]), number_of_place({pack, i, true}));
  std::sort(ids.begin(), ids.end());
  CopyRows rows(2);
  for (const auto& [id, place] : ids) rows.begin(), rows.add(id), rows.add(place);
  return rows.empty() ? Outcome(Done{}) : connection_.copy_in("pack_ids", rows.take());
}

Outcome PostgresPacks::leave(const Place& report, std::size_t events) const {
  const auto rows =
      connection_.ask_prepared("INSERT INTO pack_gone (pack, report, events) VALUES (?,?,?)",
                               PostgresValues()
                                   .add(report.pack)
                                   .add(std::int64_t{report.number})
                                   .add(static_cast<std::int64_t>(events)));
  if (!rows) return rows.error();
  left_[{report.pack, report.number}] = true;
  return Done{};
}

}  // namespace brink
