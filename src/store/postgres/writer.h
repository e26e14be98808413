// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "store/event_changes.h"
#include "store/postgres/connection.h"
#include "store/postgres/waiting_rows.h"
#include "store/report_writer.h"

namespace brink {

// Puts documents with their events into the tables. Works inside the open transaction, which holds the
// row of brink_archive, so that nobody else writes.
class PostgresWriter final : public ReportWriter {
 public:
  // `absent`: ids that are known not to be there.
  PostgresWriter(const PostgresConnection& connection, ExcerptLimit limit, WaitingRows& waiting, EventParts& parts,
                 const std::set<std::string>& absent)
      : connection_(connection), limit_(limit), waiting_(waiting), parts_(parts), absent_(absent) {}

 private:
  Result<std::optional<HeldReport>> find(const std::string& id) const override;
  Result<std::string> copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const override;
  Result<Stored> add(ArrivingReport& arrival, std::span<const Event> events) override;
  Result<Stored> change(const ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) override;
  Outcome replace_document(const ArrivingReport& arrival, const HeldReport& held) const;
  Outcome replace_events(const ArrivingReport& arrival, std::span<const Event> events) const;
  Outcome cut_document(HeldReport& held, Keep keep) const;
  Outcome cut_events(const HeldReport& held, Keep keep) const;
  Outcome make_changes(const ArrivingReport& arrival, HeldReport& held, std::span<const Event> events) const;
  Result<std::vector<HeldEvent>> held_events(std::int64_t document, bool all) const;

  const PostgresConnection& connection_;
  ExcerptLimit limit_;
  WaitingRows& waiting_;
  EventParts& parts_;
  const std::set<std::string>& absent_;
};

}  // namespace brink
