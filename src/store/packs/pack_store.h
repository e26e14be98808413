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

namespace brink {

// Where an answer stands among others: newest report first, then by id.
struct Rank {
  std::int64_t before = 0;  // the moment, less is newer
  IdBytes id{};
  auto operator<=>(const Rank&) const = default;
};

// Of each pack the reports that have left it.
using PackGone = std::map<std::int64_t, std::set<std::uint32_t>>;

// The packs of one archive, whatever its tables stand in. Works inside the caller's transaction, if
// there is one.
class PackStore {
 public:
  virtual ~PackStore() = default;

  // Those that are wanted, newest first. Error when one is not possible.
  virtual Result<std::vector<PackHead>> heads(
      const std::function<bool(const PackHead&)>& wanted) const = 0;
  virtual Result<PackGone> gone() const = 0;

  struct Place {
    std::int64_t pack = 0;
    std::uint32_t number = 0;  // of the report or the event in the pack
    bool is_event = false;
  };
  // Reports, or events, whose ids begin so and that have not left, in the order of their ids; at
  // most so many.
  Result<std::vector<Place>> places(const std::string& prefix, bool events, std::size_t most) const;

  // Where what has this id stands, if it lies in a pack and answers.
  Result<std::optional<Rank>> rank_of(
      const std::string& id, bool events,
      const std::function<bool(const Pack&, std::size_t)>& answers) const;

  // Error too when the pack is not as large as its head says.
  Result<std::shared_ptr<const Pack>> pack(const PackHead& head) const;
  Result<std::shared_ptr<const Pack>> pack(std::int64_t key) const;
  // Whole: with source, addresses and authors, which a pack does not hold.
  Result<StoredDocument> report(std::int64_t key, const Pack& pack, std::size_t number) const;
  Result<StoredDocument> report(const Place& place) const;
  Result<Event> event(const Place& place) const;

  struct Totals {
    std::uint64_t reports = 0, events = 0;
    std::int64_t last_event_key = 0;  // 0 without packs
  };
  virtual Result<Totals> totals() const = 0;

  // Writes a pack; its events take the keys from `first_event_key` on.
  virtual Outcome add(PackWriter::Made made, std::int64_t first_event_key) const = 0;
  virtual Outcome leave(const Place& report, std::size_t events) const = 0;

  virtual const std::string& where() const = 0;
  virtual Error damaged() const = 0;

  // How a place is told by one number: pack * 2^20 + twice its number in the pack, one more for an
  // event.
  static constexpr std::int64_t kPlacesOfPack = std::int64_t{1} << 20;
  static Place place_of(std::int64_t number);
  static std::int64_t number_of_place(const Place& place);

 private:
  // Places of ids with such a number, and maybe of others; at most so many.
  virtual Result<std::vector<Place>> candidates(const IdNumbers& asked, bool events,
                                                std::size_t most) const = 0;
  virtual Result<bool> has_left(std::int64_t pack, std::uint32_t report) const = 0;
  Result<std::shared_ptr<const Pack>> pack(std::int64_t key, const std::string& hash) const;
  virtual Result<std::string> hash_of(std::int64_t key) const = 0;
  virtual Result<std::string> bytes_of(std::int64_t key) const = 0;
  // What read_sources takes of the report whose sources begin there.
  virtual Result<std::string> sources_at(std::int64_t key, std::size_t begin) const = 0;
};

}  // namespace brink
