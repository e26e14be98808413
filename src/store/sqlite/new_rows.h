// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "brink/result.h"
#include "store/sqlite/database.h"
#include "store/packs/absent_ids.h"
#include "store/packs/pack_writer.h"
#include "store/rows.h"

namespace brink {

// The rows that the open transaction has added: those after the last key of when it began. What
// finds them is written at its end, all at once and in the order of its table: keys of events, for
// rows that come in order are written several times as fast; counts of reports by day; words, for a
// savepoint makes FTS5 write out what it has gathered.
class NewRows {
 public:
  static Result<NewRows> mark(const Database& database);

  // Keys for events that are put next, each larger than all before it, those of packs among them. The first.
  std::int64_t take_event_keys(std::size_t events) {
    const std::int64_t first = next_event_;
    next_event_ += static_cast<std::int64_t>(events);
    return first;
  }

  // Reports without words, till there are enough for a pack or the transaction ends.
  PackWriter& waiting() { return waiting_; }
  const PackWriter& waiting() const { return waiting_; }

  // Those that were expected, till they are put.
  AbsentIds& absent() { return absent_; }

  bool has_document(std::int64_t key) const { return key > document_; }
  bool has_event(std::int64_t key) const { return key > event_; }

  void count_report(std::int64_t day, std::int64_t reports = 1) { report_days_[day] += reports; }
  // `labels`: as labels_of gives them; `key`: of the event's row.
  void add_keys(const Event& event, const std::string& labels, std::int64_t day, std::int64_t key);

  // The keys waiting, and back to so many: what was added since is undone.
  std::size_t waiting_keys() const { return keys_.size(); }
  void keep_keys(std::size_t waiting) { keys_.erase(keys_.begin() + static_cast<std::ptrdiff_t>(waiting), keys_.end()); }

  // Writes keys and counts, so that a look-up finds the new rows.
  Outcome write_waiting(const Database& database);
  // The same and the words, before the commit.
  Outcome finish(const Database& database);

 private:
  struct WaitingKey {
    std::int64_t kind, day, event, status;
    std::string key, type, sectors, labels;
  };
  Outcome write_keys(const Database& database);
  Outcome write_counts(const Database& database);
  Outcome index_words(const Database& database) const;

  std::int64_t document_ = 0, event_ = 0;  // the last keys before
  std::int64_t next_event_ = 1;
  PackWriter waiting_;
  AbsentIds absent_;
  std::vector<WaitingKey> keys_;
  std::map<std::int64_t, std::int64_t> report_days_;
};

}  // namespace brink
