// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/packs/pack.h"
#include "store/packs/pack_question.h"
#include "store/packs/pack_writer.h"
#include "store/sqlite/database.h"

namespace brink {

// Where an answer stands among others: newest report first, then by id.
struct Rank {
  std::int64_t before = 0;  // the moment, less is newer
  IdBytes id{};
  auto operator<=>(const Rank&) const = default;
};

// The packs of one SQLite archive. Works inside the caller's transaction, if there is one.
class PackRows {
 public:
  explicit PackRows(const Database& database) : database_(database) {}

  // Those that are wanted, newest first.
  Result<std::vector<PackHead>> heads(const std::function<bool(const PackHead&)>& wanted) const;
  // Of each pack the reports that have left it.
  Result<std::map<std::int64_t, std::set<std::uint32_t>>> gone() const;

  struct Place {
    std::int64_t pack = 0;
    std::uint32_t number = 0;  // of the report or the event in the pack
    bool is_event = false;
  };
  // Reports, or events, whose ids begin so and that have not left, in the order of their ids; at most so many.
  Result<std::vector<Place>> places(const std::string& prefix, bool events, std::size_t most) const;

  // Where what has this id stands, if it lies in a pack and answers.
  Result<std::optional<Rank>> rank_of(const std::string& id, bool events,
                                              const std::function<bool(const Pack&, std::size_t)>& answers) const;

  Result<std::shared_ptr<const Pack>> pack(std::int64_t key, const std::string& hash) const;
  Result<std::shared_ptr<const Pack>> pack(std::int64_t key) const;
  // Whole: with source, addresses and authors, which a pack does not hold.
  Result<StoredDocument> report(std::int64_t key, const Pack& pack, std::size_t number) const;
  Result<StoredDocument> report(const Place& place) const;
  Result<Event> event(const Place& place) const;

  struct Totals {
    std::uint64_t reports = 0, events = 0;
    std::int64_t last_event_key = 0;  // 0 without packs
  };
  Result<Totals> totals() const;

  // Writes a pack; its events take the keys from `first_event_key` on.
  Outcome add(PackWriter::Made made, std::int64_t first_event_key) const;
  Outcome leave(const Place& report, std::size_t events) const;

 private:
  Outcome read_sources_of(std::int64_t key, const Pack& pack, std::size_t report, Document& document) const;
  Outcome add_sources_of(std::int64_t pack, std::string_view sources) const;
  Outcome add_ids(const std::vector<IdBytes>& ids, std::int64_t pack, bool events) const;

  const Database& database_;
};

}  // namespace brink
