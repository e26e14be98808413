// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/time.h"
#include "copies/copies.h"

namespace brink {

constexpr int kDeepestAct = 8;  // acts within acts; a sentence has one or two

// What an archive holds at an identity.
struct HeldReport {
  std::int64_t key = 0, revision = 0, known_from = 0;
  Keep kept = Keep::kFull;
  std::string fingerprint, title, text, seen;
  std::optional<Timestamp> published;
};

// One revision on its way into the tables. Days are counted from 1970-01-01, moments in seconds.
struct ArrivingReport {
  const Document& document;  // already cut
  Keep keep;
  std::string fingerprint, seen;
  Sketch sketch;        // of the whole text
  std::string copy_of;  // a document's id, or ""
  std::int64_t key = 0, revision = 1, reported = 0, report_day = 0, known_from = 0;
};

// Decides what becomes of a report that is put: new, changed, or there already; what may be kept of it,
// and from which day it could be known. A store says how its tables do each of that.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;

  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep,
                     const std::string& now);

 private:
  Outcome settle_copy(ArrivingReport& arrival, std::int64_t key) const;

  virtual Result<std::optional<HeldReport>> find(const std::string& id) const = 0;

  // The id of the report that these words were first taken from; "" for none. `key`, `id`: of the
  // document that asks, -1 if it is not there yet.
  virtual Result<std::string> copy_of(const Sketch& sketch, std::int64_t key,
                                      const std::string& id) const = 0;

  // Either undoes itself when it fails, or ends the transaction.
  virtual Result<Stored> add(ArrivingReport& arrival, std::span<const Event> events) = 0;
  virtual Result<Stored> change(const ArrivingReport& arrival, HeldReport& held,
                                std::span<const Event> events) = 0;
};

// Of title and text as they came, before anything is cut: tells an update from a repeat.
std::string fingerprint_of(const Document& document);

// "2022-01-28T09:00:00Z", or "" without a moment.
std::string written(const std::optional<Timestamp>& moment);

}  // namespace brink
