// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/packs/pack_store.h"
#include "store/postgres/connection.h"

namespace brink {

// The packs of one PostgreSQL archive.
class PostgresPacks final : public PackStore {
 public:
  explicit PostgresPacks(const PostgresConnection& connection) : connection_(connection) {}

  Result<std::vector<PackHead>> heads(
      const std::function<bool(const PackHead&)>& wanted) const override;
  Result<PackGone> gone() const override;
  Result<Totals> totals() const override;
  Outcome add(PackWriter::Made made, std::int64_t first_event_key) const override;
  Outcome leave(const Place& report, std::size_t events) const override;
  const std::string& where() const override { return connection_.where(); }
  Error damaged() const override;

  // Within a transaction that writes: asks in one question for all of what is to be found by these
  // reports' ids, till it is forgotten. Only ids of which nothing waits.
  Outcome expect(const std::vector<std::string>& ids);
  void forget();
  void forget(const std::string& id);

 private:
  Result<std::vector<Place>> candidates(const IdNumbers& asked, bool events,
                                        std::size_t most) const override;
  Result<bool> has_left(std::int64_t pack, std::uint32_t report) const override;
  Result<std::string> hash_of(std::int64_t key) const override;
  Result<std::string> bytes_of(std::int64_t key) const override;
  Result<std::string> sources_at(std::int64_t key, std::size_t begin) const override;
  Result<std::string> part_of_sources(std::int64_t key, std::size_t begin, std::size_t size) const;
  Outcome take_all_sources(std::int64_t key) const;
  Outcome add_ids(const PackWriter::Made& made, std::int64_t pack) const;

  const PostgresConnection& connection_;
  // What was asked for before: places of reports by the numbers of their ids, whether they have
  // left, hashes of packs.
  std::unordered_map<std::int64_t, std::vector<Place>> expected_;
  mutable std::map<std::pair<std::int64_t, std::uint32_t>, bool> left_;
  mutable std::map<std::int64_t, std::string> hashes_;

  struct Sources {
    int asked = 0;  // for parts of them
    std::string all;
  };
  mutable std::map<std::int64_t, Sources> sources_;  // by pack
  mutable std::deque<std::int64_t> taken_;           // packs of which all are here
  mutable std::size_t taken_bytes_ = 0;
};

}  // namespace brink
