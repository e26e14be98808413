// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "store/event_changes.h"
#include "store/packs/absent_ids.h"
#include "store/packs/packing.h"
#include "store/postgres/connection.h"
#include "store/postgres/packs.h"
#include "store/postgres/waiting_rows.h"

namespace brink {

// Puts documents with their events into the tables. Works inside the open transaction, which holds the
// row of brink_archive, so that nobody else writes.
class PostgresWriter final : public PackingWriter {
 public:
  // `packing`: what waits for a pack; it is remembered before it is written. `absent`: ids that are known to be in
  // no row.
  PostgresWriter(const PostgresConnection& connection, const ArchiveSettings& settings, WaitingRows& waiting, PackWriter& packing,
                 PostgresPacks& packs, EventParts& parts, const AbsentIds& absent,
                 std::function<void(const PackWriter::Made&)> remember)
      : PackingWriter(settings.pack_from, packing), connection_(connection), limit_(settings.excerpt), waiting_(waiting), packs_(packs),
        parts_(parts), absent_(absent), remember_(std::move(remember)) {}

 private:
  Result<std::optional<HeldReport>> find(const std::string& id) const override;
  Result<std::string> copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const override;
  Result<Stored> add(ArrivingReport& arrival, std::span<const Event> events) override;
  Result<Stored> change(const ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) override;
  const PackStore& packs() const override { return packs_; }
  std::int64_t take_event_keys(std::size_t events) override { return waiting_.take_event_keys(events); }
  void count_report(std::int64_t day) override { waiting_.count_report(day); }
  Outcome add_rows(ArrivingReport& arrival, std::span<const Event> events) const override;
  void remember(const PackWriter::Made& made) override { remember_(made); }
  void end_transaction() override { waiting_.break_off(); }
  Result<std::int64_t> key_taken_out(const std::string& id) const;
  Outcome replace_document(const ArrivingReport& arrival, const HeldReport& held) const;
  Outcome replace_events(const ArrivingReport& arrival, std::span<const Event> events) const;
  Outcome cut_document(HeldReport& held, Keep keep) const;
  Outcome cut_events(const HeldReport& held, Keep keep) const;
  Outcome make_changes(ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) const;
  Result<std::vector<HeldEvent>> held_events(std::int64_t document, bool all) const;

  const PostgresConnection& connection_;
  ExcerptLimit limit_;
  WaitingRows& waiting_;
  PostgresPacks& packs_;
  EventParts& parts_;
  const AbsentIds& absent_;
  std::function<void(const PackWriter::Made&)> remember_;
};

}  // namespace brink
