// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "copies/copies.h"
#include "store/postgres/copy_rows.h"
#include "store/postgres/event_parts.h"
#include "store/report_writer.h"

namespace brink {

// New rows of the open transaction that the server has not been sent yet. They go by COPY, all at once: a
// row sent alone costs a way there and back. Their keys are given here, since whoever writes is alone.
class WaitingRows {
 public:
  // The last keys given before.
  void begin(std::int64_t document, std::int64_t event);
  std::int64_t last_document() const { return document_; }
  std::int64_t last_event() const { return event_; }
  // Keys for events that are put next, each larger than all before it. The first.
  std::int64_t take_event_keys(std::size_t events) { return std::exchange(event_, event_ + static_cast<std::int64_t>(events)) + 1; }

  bool has(const std::string& id) const { return ids_.contains(id); }
  const std::map<std::string, std::int64_t>& ids() const { return ids_; }

  // Gives the arrival its key.
  void add_document(ArrivingReport& arrival);
  void add_revision(const ArrivingReport& arrival);
  void add_event(const ArrivingReport& arrival, const Event& event, const std::string& body);
  void count_report(std::int64_t day) { ++report_days_[day]; }
  void add_sketch(std::int64_t document, const Sketch& sketch);

  // Those of the documents waiting: holders oldest first; nothing when it does not wait here.
  const std::vector<std::int64_t>* holders(std::uint64_t key) const;
  const Sketch* sketch(std::int64_t document) const;

  bool empty() const;
  std::size_t bytes() const;
  Outcome send(const PostgresConnection& connection, EventParts& parts);

  // Some of what waited is lost: all that is left is to roll back.
  void break_off() { broken_ = true; }

 private:
  void add_keys(const Event& event, const std::string& labels, std::int64_t day);
  Outcome send_counts(const PostgresConnection& connection);

  std::int64_t document_ = 0, event_ = 0;
  bool broken_ = false;
  CopyRows documents_{19}, revisions_{11}, events_{16}, event_keys_{8}, sketches_{2}, sketch_keys_{2};
  std::map<std::string, std::int64_t> ids_;
  std::map<std::int64_t, std::int64_t> event_days_, report_days_;  // how many of each day
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> holders_;
  std::unordered_map<std::int64_t, Sketch> sketches_by_document_;
};

}  // namespace brink
