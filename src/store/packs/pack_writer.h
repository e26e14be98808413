// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/packs/event_code.h"
#include "store/packs/lexicon.h"
#include "store/packs/memo.h"
#include "store/packs/packed_bytes.h"
#include "store/packs/report_id.h"
#include "store/report_writer.h"
#include "store/rows.h"

namespace brink {

// Reports that wait to be made into a pack.
class PackWriter {
 public:
  // Whether nothing of it would ever have to be cut down or found by its words, but those of its title, and it
  // is no larger than what packs are read for.
  static bool takes(const ArrivingReport& report, std::span<const Event> events);

  // What `takes` takes, of an id that does not wait yet. Events of one id once.
  void add(const ArrivingReport& report, std::span<const Event> events);

  // What waits at this id, as ReportWriter asks for it; key -1.
  bool has(std::string_view id) const { return waiting_.contains(id_bytes(id)); }
  std::optional<HeldReport> find(std::string_view id) const;

  std::size_t reports() const { return reports_.size(); }
  std::size_t events() const { return events_.size(); }
  std::size_t bytes() const { return records_.size() + sources_.size(); }  // about

  struct Made {
    std::string bytes, sources;               // as Pack::read takes them; as read_sources takes parts of them
    std::vector<IdBytes> reports, events;     // their ids in the pack's order
    std::int64_t newest = 0, oldest = 0;      // moments of reports
    std::int64_t last_day = 0;                // the latest last day of an event, kNoDay when none has a date
    std::int64_t first_known = 0;             // day
  };
  // A pack of all that waits; nothing waits then.
  Made make();

 private:
  struct Report {
    IdBytes id;
    std::int64_t reported;
    std::int32_t day, known_from;
    std::uint32_t outlet, language, title, published, seen, record, source;
  };
  struct Entry {
    IdBytes id;
    std::uint32_t report;
    std::int32_t first_day, last_day;
    std::uint32_t act, first_name, names, record;
  };
  void add_event(const Event& event);
  std::uint32_t act_of(const Event& event);
  void add_names(Entry& entry, KeyKind kind, std::span<const Actor> actors);
  void add_names(Entry& entry, const Place& place);
  std::vector<std::uint32_t> numbers_of(const std::vector<EventKey>& keys);

  struct IdHash {
    std::size_t operator()(const IdBytes& id) const { return static_cast<std::size_t>(id_number(id)); }
  };
  Lexicon lexicon_;
  EventCoder coder_;
  PackedBytes records_, sources_;
  std::vector<Report> reports_;
  std::vector<Entry> events_;
  std::vector<std::uint32_t> names_;  // of the events, one after the other
  std::map<std::array<std::uint32_t, 4>, std::uint32_t> acts_, keys_;  // by what they are made of
  Memo<std::uint32_t> acts_told_;
  Memo<std::vector<std::uint32_t>> names_told_;  // names by what events tell of those who act, or of a place
  std::unordered_map<IdBytes, std::uint32_t, IdHash> waiting_;  // reports by id
};

}  // namespace brink
