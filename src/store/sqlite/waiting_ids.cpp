// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/waiting_ids.h"

#include <algorithm>

namespace brink {
namespace {

constexpr std::size_t kIdSize = 8;  // bytes

void write_number(std::string& to, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift & 0xff);
}

std::int64_t number_at(std::string_view bytes, std::size_t index) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kIdSize; ++i) number = number << 8 | static_cast<unsigned char>(bytes[kIdSize * index + i]);
  return static_cast<std::int64_t>(number);
}

std::size_t mixed(std::int64_t number) { return static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15ull >> 24; }

// Each pack that waits, from behind that key on: its key, its hash, how many reports it has, its ids.
using VisitPack = std::function<Outcome(std::int64_t pack, std::string_view hash, std::size_t reports, std::string_view ids)>;

Outcome each_pack(const Database& database, std::int64_t behind, const VisitPack& visit) {
  auto rows = database.prepare(
      "SELECT w.pack, p.hash, p.reports, p.events, w.ids FROM pack_waiting_ids w JOIN packs p ON p.key = w.pack"
      " WHERE w.pack > ? ORDER BY w.pack");
  if (!rows) return rows.error();
  rows->bind(behind);
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    const std::string_view ids = rows->bytes(4);
    const std::int64_t reports = rows->number(2), events = rows->number(3);
    if (reports < 0 || events < 0 || ids.size() != kIdSize * static_cast<std::size_t>(reports + events)) return database.error(SQLITE_CORRUPT);
    if (auto seen = visit(rows->number(0), rows->text(1), static_cast<std::size_t>(reports), ids); !seen) return seen;
  }
}

PackStore::Place place_in(std::int64_t pack, std::size_t index, std::size_t reports) {
  const bool event = index >= reports;
  return {pack, static_cast<std::uint32_t>(event ? index - reports : index), event};
}

}  // namespace

Outcome WaitingIds::in_table(const Database& database, const IdNumbers& asked, bool events, const Visit& visit) {
  return each_pack(database, 0, [&](std::int64_t pack, std::string_view, std::size_t reports, std::string_view ids) -> Outcome {
    const std::size_t begin = events ? reports : 0, end = events ? ids.size() / kIdSize : reports;
    for (std::size_t i = begin; i < end; ++i)
      if (const std::int64_t number = number_at(ids, i); number >= asked.first && number <= asked.last) visit(place_in(pack, i, reports));
    return Done{};
  });
}

Outcome WaitingIds::write(const Database& database, std::int64_t pack, const std::vector<IdBytes>& reports,
                          const std::vector<IdBytes>& events) {
  std::string ids;
  ids.reserve(kIdSize * (reports.size() + events.size()));
  for (const auto* all : {&reports, &events})
    for (const IdBytes& id : *all) write_number(ids, id_number(id));
  auto insert = database.prepare("INSERT INTO pack_waiting_ids (pack, ids) VALUES (?,?)");
  if (!insert) return insert.error();
  return insert->bind(pack).bind_bytes(ids).run();
}

Result<std::int64_t> WaitingIds::packs(const Database& database) { return database.number("SELECT count(*) FROM pack_waiting_ids"); }

Result<std::vector<WaitingIds::IdPlace>> WaitingIds::take_all(const Database& database) {
  const auto bytes = database.number("SELECT coalesce(sum(length(ids)), 0) FROM pack_waiting_ids");
  if (!bytes) return bytes.error();
  std::vector<IdPlace> all;
  all.reserve(static_cast<std::size_t>(*bytes) / kIdSize);
  auto read = each_pack(database, 0, [&](std::int64_t pack, std::string_view, std::size_t reports, std::string_view ids) -> Outcome {
    for (std::size_t i = 0; i < ids.size() / kIdSize; ++i)
      all.emplace_back(number_at(ids, i), PackStore::number_of_place(place_in(pack, i, reports)));
    return Done{};
  });
  if (!read) return read.error();
  if (auto gone = database.run("DELETE FROM pack_waiting_ids"); !gone) return gone.error();
  std::sort(all.begin(), all.end());
  return all;
}

Outcome WaitingIds::hold(const Database& database) {
  std::vector<std::pair<std::int64_t, std::string>> there;
  auto rows = database.prepare("SELECT w.pack, p.hash FROM pack_waiting_ids w JOIN packs p ON p.key = w.pack ORDER BY w.pack");
  if (!rows) return rows.error();
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) break;
    there.emplace_back(rows->number(0), rows->text(1));
  }
  if (there == packs_) return Done{};
  // Packs that were added behind those that are held are read alone.
  const bool more = there.size() > packs_.size() && std::equal(packs_.begin(), packs_.end(), there.begin());
  const std::int64_t behind = more && !packs_.empty() ? packs_.back().first : 0;
  if (!more) *this = WaitingIds();
  auto read = each_pack(database, behind, [&](std::int64_t pack, std::string_view, std::size_t reports, std::string_view ids) -> Outcome {
    for (std::size_t i = 0; i < reports; ++i)
      add({number_at(ids, i), PackStore::number_of_place(place_in(pack, i, reports))});
    return Done{};
  });
  if (!read) return *this = WaitingIds(), read;
  packs_ = std::move(there);
  return Done{};
}

void WaitingIds::add(const Slot& slot) {
  if (2 * (taken_ + 1) > slots_.size()) {
    std::vector<Slot> before(std::max<std::size_t>(1'024, 2 * slots_.size()));
    std::swap(before, slots_);
    taken_ = 0;
    for (const Slot& old : before)
      if (old.number >= 0) add(old);
  }
  const std::size_t last = slots_.size() - 1;
  std::size_t at = mixed(slot.number) & last;
  while (slots_[at].number >= 0) at = (at + 1) & last;
  slots_[at] = slot;
  ++taken_;
}

void WaitingIds::with_number(std::int64_t number, const Visit& visit) const {
  if (slots_.empty()) return;
  const std::size_t last = slots_.size() - 1;
  for (std::size_t at = mixed(number) & last; slots_[at].number >= 0; at = (at + 1) & last)
    if (slots_[at].number == number) visit(PackStore::place_of(slots_[at].place));
}

bool WaitingIds::has_number(std::int64_t number) const {
  bool has = false;
  with_number(number, [&](const PackStore::Place&) { has = true; });
  return has;
}

}  // namespace brink
