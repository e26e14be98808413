// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "store/packs/event_code.h"
#include "store/packs/numbers.h"
#include "store/packs/pack_layout.h"
#include "store/packs/report_id.h"
#include "store/rows.h"

namespace brink {

// `where`: the archive.
Error damaged_pack(const std::string& where);

// Many reports without words with their events, in columns, as an import brings them. Never changed: a
// report that changes leaves its pack for the tables. Safe to share between threads.
class Pack {
 public:
  // Error for bytes that are none of a pack, or do not fit together. `where`: the archive, for that Error.
  static Result<std::shared_ptr<const Pack>> read(std::string bytes, const std::string& where);

  std::size_t size() const { return bytes_.size() + sizeof(std::uint32_t) * by_act_.size(); }  // bytes
  std::size_t reports() const { return reported.size(); }
  std::size_t events() const { return event_id.size(); }

  std::string_view text(std::uint32_t number) const { return texts_[number]; }

  // Columns, by report.
  std::span<const IdBytes> report_id;
  std::span<const std::int64_t> reported;
  std::span<const std::int32_t> report_day, known_from;
  Numbers outlet, language, title;
  std::span<const std::uint32_t> source;
  // By event.
  std::span<const IdBytes> event_id;
  Numbers event_report;
  std::span<const std::int32_t> first_day, last_day;
  Numbers act;
  Numbers names_of(std::size_t event) const {
    const std::uint32_t begin = event == 0 ? 0 : names_end_[event - 1];
    return names_.part(begin, names_end_[event] - begin);
  }
  // Those of an act.
  std::span<const std::uint32_t> events_of_act(std::size_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : act_ends_[number - 1];
    return std::span(by_act_).subspan(begin, act_ends_[number] - begin);
  }
  // By act: what events of one pack have in common.
  std::span<const std::uint32_t> act_type, act_cameo, act_labels;
  std::span<const std::uint8_t> act_status;
  // By name: what events are looked up by.
  std::span<const std::uint8_t> name_kind;
  std::span<const std::uint32_t> name_key, name_sectors;

  // Whole, but that a report has no sources: source, addresses, authors ... (read_sources).
  Result<StoredDocument> report(std::size_t index) const;
  Result<Event> event(std::size_t index) const;
  // The same, into one of another pack or place, whose room is used again.
  Outcome read_report(std::size_t index, StoredDocument& into) const;
  Outcome read_event(std::size_t index, Event& into) const;
  Result<std::vector<Event>> events_of(std::size_t report) const;

 private:
  explicit Pack(std::string bytes) : bytes_(std::move(bytes)) {}
  Outcome lay_out();
  void sort_by_act();
  bool fits() const;
  bool are_near() const;
  Error damaged() const { return damaged_pack(where_); }

  const std::string bytes_;
  std::string where_;
  std::span<const std::uint32_t> names_end_, report_record_, event_record_;
  Numbers names_;
  std::vector<std::uint32_t> by_act_, act_ends_;  // events, and where those of an act end
  PackedTexts texts_;
  std::string_view records_;
};

// The part of a report that lies apart, since few questions need it. In the pack's other bytes its size
// stands at Pack::source, as 32 bits; `bytes`: what comes then.
Outcome read_sources(std::string_view bytes, const std::string& where, Document& document);

}  // namespace brink
