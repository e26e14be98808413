// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/packs/pack_store.h"
#include "store/sqlite/database.h"
#include "store/sqlite/waiting_ids.h"

namespace brink {

// The packs of one SQLite archive.
class PackRows final : public PackStore {
 public:
  // `held`: what the writer of an open transaction holds.
  explicit PackRows(const Database& database, WaitingIds* held = nullptr) : database_(database), held_(held) {}

  Result<std::vector<PackHead>> heads(const std::function<bool(const PackHead&)>& wanted) const override;
  Result<PackGone> gone() const override;
  Result<Totals> totals() const override;
  // Those of the ids that begin with other digits than all that are there.
  Result<std::vector<IdBytes>> absent(std::vector<IdBytes> ids) const;
  Outcome add(PackWriter::Made made, std::int64_t first_event_key) const override;
  Outcome leave(const Place& report, std::size_t events) const override;
  // Puts the ids that wait to the others.
  Outcome settle_ids() const;
  const std::string& where() const override { return database_.where(); }
  Error damaged() const override { return database_.error(SQLITE_CORRUPT); }

 private:
  Result<std::vector<Place>> candidates(const IdNumbers& asked, bool events, std::size_t most) const override;
  Result<bool> has_left(std::int64_t pack, std::uint32_t report) const override;
  Result<std::string> hash_of(std::int64_t key) const override;
  Result<std::string> bytes_of(std::int64_t key) const override;
  Result<std::string> sources_at(std::int64_t key, std::size_t begin) const override;
  Outcome add_sources_of(std::int64_t pack, std::string_view sources) const;
  Outcome add_alike(std::span<const WaitingIds::IdPlace> ids) const;

  const Database& database_;
  WaitingIds* held_;
};

// Those of the ids for which `find` says no.
template <class Find>
Result<std::vector<IdBytes>> without_found(std::vector<IdBytes> ids, const Find& find) {
  auto kept = ids.begin();
  for (const IdBytes& id : ids) {
    const Result<bool> found = find(id);
    if (!found) return found.error();
    if (!*found) *kept++ = id;
  }
  ids.erase(kept, ids.end());
  return ids;
}

}  // namespace brink
