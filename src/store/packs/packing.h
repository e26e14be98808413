// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "store/packs/pack_store.h"
#include "store/packs/pack_writer.h"
#include "store/report_writer.h"

namespace brink {

// Puts reports without words into packs, and takes them out again when they change. A store says
// how its packs and its rows are written.
class PackingWriter : public ReportWriter {
 public:
  // `pack_from`: so many reports without words, put in one transaction, are made into a pack; 0:
  // none. `waiting`: those of the open transaction.
  PackingWriter(std::size_t pack_from, PackWriter& waiting)
      : pack_from_(pack_from), waiting_(waiting) {}

  // As put; and what waits becomes a pack once it is as large as one may be.
  Result<Stored> put_and_settle(const Document& document, std::span<const Event> events, Keep keep,
                                const std::string& now);
  Outcome settle_full();

  // What waits for a pack becomes one, or rows when there are too few for it, so that look-ups find
  // it.
  Outcome settle_waiting();

 protected:
  bool takes(const ArrivingReport& arrival, std::span<const Event> events) const {
    return pack_from_ > 0 && PackWriter::takes(arrival, events);
  }
  Result<Stored> add_waiting(const ArrivingReport& arrival, std::span<const Event> events);
  bool waits(const std::string& id) const { return waiting_.has(id); }
  // What waits, or lies in a pack; key -1.
  Result<std::optional<HeldReport>> find_packed(const std::string& id) const;
  // Into the tables. What changed before may have taken it there already.
  Outcome take_out(const std::string& id) const;

 private:
  virtual const PackStore& packs() const = 0;
  virtual std::int64_t take_event_keys(std::size_t events) = 0;  // the first of so many
  virtual void count_report(std::int64_t day) = 0;
  virtual Outcome add_rows(ArrivingReport& arrival, std::span<const Event> events) const = 0;
  virtual void remember(const PackWriter::Made&) {}  // what waited, before it is written
  virtual void end_transaction() = 0;                // what waited is lost

  Outcome add_rows_of(const Pack& pack, std::uint32_t number, const StoredDocument& stored) const;
  Outcome unpack(const PackWriter::Made& made) const;

  std::size_t pack_from_;
  PackWriter& waiting_;
};

// The reports of a pack that was just made, each whole.
using VisitPacked =
    std::function<Outcome(const Pack&, std::uint32_t number, const StoredDocument&)>;
Outcome each_report(const PackWriter::Made& made, const std::string& where,
                    const VisitPacked& visit);

}  // namespace brink
