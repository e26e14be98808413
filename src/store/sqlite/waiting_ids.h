// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brink/result.h"
#include "store/packs/pack_store.h"
#include "store/sqlite/database.h"

namespace brink {

// Ids of packs on their way into pack_ids (table pack_waiting_ids). A writer holds the reports' in memory.
class WaitingIds {
 public:
  // The packs' ids whose numbers lie from `first` to `last`, of reports or of events.
  using Visit = std::function<void(const PackStore::Place& place)>;
  static Outcome in_table(const Database& database, const IdNumbers& asked, bool events, const Visit& visit);

  // Puts a new pack's into the table.
  static Outcome write(const Database& database, std::int64_t pack, const std::vector<IdBytes>& reports,
                       const std::vector<IdBytes>& events);

  // All of the table's, in the order of their numbers, each with the number of its place; then it is empty.
  using IdPlace = std::pair<std::int64_t, std::int64_t>;
  static Result<std::vector<IdPlace>> take_all(const Database& database);
  static Result<std::int64_t> packs(const Database& database);

  // Holds what the table has, if it is not what is held already. Once a transaction has begun, nobody else writes.
  Outcome hold(const Database& database);
  // The held reports with that number.
  void with_number(std::int64_t number, const Visit& visit) const;
  bool has_number(std::int64_t number) const;

 private:
  struct Slot {
    std::int64_t number = -1, place = 0;  // -1: free
  };
  void add(const Slot& slot);

  std::vector<std::pair<std::int64_t, std::string>> packs_;  // keys and hashes of those that are held
  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::size_t taken_ = 0;
};

}  // namespace brink
