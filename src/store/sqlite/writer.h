// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "brink/archive.h"
#include "store/report_writer.h"
#include "store/store.h"
#include "store/sqlite/database.h"
#include "store/sqlite/new_rows.h"
#include "store/sqlite/pack_rows.h"

namespace brink {

// Puts documents with their events into the tables. Works inside the caller's transaction.
class Writer final : public ReportWriter {
 public:
  // `added`: what the transaction has added; its words are not in the indexes yet.
  // `pack_from`: so many reports without words, put in one transaction, are made into a pack; 0: none.
  Writer(const Database& database, ExcerptLimit limit, std::size_t pack_from, NewRows& added)
      : database_(database), limit_(limit), pack_from_(pack_from), added_(added) {}

  // What waits for a pack becomes one, or rows when there are too few for it, so that look-ups find it.
  Outcome settle_waiting();

 private:
  Result<std::optional<HeldReport>> find(const std::string& id) const override;
  Result<std::optional<HeldReport>> find_packed(const std::string& id) const;
  Result<std::string> copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const override;
  Result<Stored> add(ArrivingReport& arrival, std::span<const Event> events) override;
  Result<Stored> add_waiting(const ArrivingReport& arrival, std::span<const Event> events);
  Outcome add_rows(ArrivingReport& arrival, std::span<const Event> events) const;
  Outcome add_rows_of(const Pack& pack, std::uint32_t number, StoredDocument stored) const;
  Outcome unpack(const PackWriter::Made& made) const;
  Result<std::int64_t> take_out(const std::string& id) const;
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
  std::size_t pack_from_;
  NewRows& added_;
};

}  // namespace brink
