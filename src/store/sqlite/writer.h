// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "brink/archive.h"
#include "brink/time.h"
#include "copies/copies.h"
#include "store/sqlite/database.h"
#include "store/sqlite/new_rows.h"

namespace brink {

// Puts documents with their events into the tables. Works inside the caller's transaction.
class Writer {
 public:
  // `added`: what the transaction has added; its words are not in the indexes yet.
  Writer(const Database& database, ExcerptLimit limit, NewRows& added)
      : database_(database), limit_(limit), added_(added) {}

  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep,
                     const std::string& now);

 private:
  // What the archive holds at an identity.
  struct Held {
    std::int64_t key = 0, revision = 0, known_from = 0;
    Keep kept = Keep::kFull;
    std::string fingerprint, title, text, seen;
    std::optional<Timestamp> published;
  };
  // One revision on its way into the tables.
  struct Arrival {
    const Document& document;  // already cut
    Keep keep;
    std::string fingerprint, seen;
    Sketch sketch;        // of the whole text
    std::string copy_of;  // a document's id, or ""
    std::int64_t key = 0, revision = 1, reported = 0, report_day = 0, known_from = 0;
  };

  Result<std::optional<Held>> find(const std::string& id) const;
  Outcome settle_copy(Arrival& arrival, std::int64_t key) const;
  Result<Stored> add(Arrival& arrival, std::span<const Event> events) const;
  Outcome add_rows(Arrival& arrival, std::span<const Event> events) const;
  void take_back(const Arrival& arrival, std::size_t keys) const;
  Result<Stored> change(const Arrival& arrival, Held& held, std::span<const Event> events) const;
  Result<Stored> replace(const Arrival& arrival, const Held& held,
                         std::span<const Event> events) const;
  Outcome add_document(Arrival& arrival) const;
  Outcome replace_document(const Arrival& arrival, const Held& held) const;
  Outcome add_revision(const Arrival& arrival) const;
  Outcome add_events(const Arrival& arrival, std::span<const Event> events) const;
  Outcome replace_events(const Arrival& arrival, std::span<const Event> events) const;
  Outcome add_event(const Arrival& arrival, const Event& event, const std::string& body) const;
  Outcome cut_down(Held& held, Keep keep) const;
  Outcome cut_document(Held& held, Keep keep) const;
  Outcome cut_events(const Held& held, Keep keep) const;

  const Database& database_;
  ExcerptLimit limit_;
  NewRows& added_;
};

}  // namespace brink
