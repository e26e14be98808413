// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "brink/archive.h"
#include "store/packs/packing.h"
#include "store/store.h"
#include "store/sqlite/database.h"
#include "store/sqlite/new_rows.h"
#include "store/sqlite/pack_rows.h"

namespace brink {

// Puts documents with their events into the tables. Works inside the caller's transaction.
class Writer final : public PackingWriter {
 public:
  // `added`: what the transaction has added; its words are not in the indexes yet. `ids`: held.
  Writer(const Database& database, ExcerptLimit limit, std::size_t pack_from, NewRows& added, WaitingIds& ids)
      : PackingWriter(pack_from, added.waiting()), database_(database), limit_(limit), added_(added), packs_(database, &ids) {}

  // Those of the ids that no row and no pack has, as far as that is quickly told.
  Result<std::vector<IdBytes>> absent(std::vector<IdBytes> ids) const;

 private:
  Result<std::optional<HeldReport>> find(const std::string& id) const override;
  Result<std::string> copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const override;
  Result<Stored> add(ArrivingReport& arrival, std::span<const Event> events) override;
  const PackStore& packs() const override { return packs_; }
  std::int64_t take_event_keys(std::size_t events) override { return added_.take_event_keys(events); }
  void count_report(std::int64_t day) override { added_.count_report(day); }
  Outcome add_rows(ArrivingReport& arrival, std::span<const Event> events) const override;
  void end_transaction() override;
  Result<std::int64_t> key_taken_out(const std::string& id) const;
  void take_back(const ArrivingReport& arrival, std::size_t keys) const;
  Result<Stored> change(const ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) override;
  Result<Stored> replace(const ArrivingReport& arrival, const HeldReport& held,
                         std::span<const Event> events) const;
  Outcome add_document(ArrivingReport& arrival) const;
  Outcome replace_document(const ArrivingReport& arrival, const HeldReport& held) const;
  Outcome add_revision(const ArrivingReport& arrival) const;
  Outcome add_events(const ArrivingReport& arrival, std::span<const Event> events) const;
  Outcome replace_events(const ArrivingReport& arrival, std::span<const Event> events) const;
  Outcome add_event(const ArrivingReport& arrival, const Event& event, const std::string& body) const;
  Outcome cut_down(HeldReport& held, Keep keep) const;
  Outcome cut_document(HeldReport& held, Keep keep) const;
  Outcome cut_events(const HeldReport& held, Keep keep) const;

  const Database& database_;
  ExcerptLimit limit_;
  NewRows& added_;
  PackRows packs_;
};

}  // namespace brink
