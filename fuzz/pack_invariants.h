// SPDX-License-Identifier: Apache-2.0
// What must hold whatever bytes claim to be a pack of events, and the bytes that lie beside it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "store/packs/event_code.h"
#include "store/packs/pack.h"
#include "store/packs/pack_answers.h"
#include "store/packs/pack_lens.h"
#include "store/packs/pack_store.h"

namespace brink {

inline void must_of_pack(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// What a seed is: the parts of a pack, each with its size before it (16 bits), and behind them what lies
// beside the pack. The header is made to fit, without which nothing behind it is ever reached.
inline std::string pack_of_parts(std::string_view& data) {
  PackHeader header;
  std::string bytes(sizeof header, '\0');
  for (PackHeader::Extent& extent : header.extents) {
    std::uint16_t size = 0;
    if (data.size() >= sizeof size) {
      std::memcpy(&size, data.data(), sizeof size);
      data.remove_prefix(sizeof size);
    }
    bytes.resize((bytes.size() + 7) / 8 * 8);
    const std::string_view part = data.substr(0, size);
    extent = {bytes.size(), part.size()};
    bytes += part;
    data.remove_prefix(part.size());
  }
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

// An archive of one pack, whose tables say of it what the bytes beside it say.
class LonePack : public PackStore {
 public:
  LonePack(std::string bytes, std::string_view beside) : bytes_(std::move(bytes)), beside_(beside) {
    PackedReader from(beside_);
    head_.hash = hex_hash(bytes_);
    for (std::int64_t* number : {&head_.newest, &head_.oldest, &head_.last_day, &head_.first_known,
                                 &head_.reports, &head_.events, &head_.first_event_key})
      *number = from.signed_number();
  }

  Result<std::vector<PackHead>> heads(const std::function<bool(const PackHead&)>& wanted) const override {
    if (!is_possible(head_)) return damaged();
    return wanted(head_) ? std::vector{head_} : std::vector<PackHead>();
  }
  Result<PackGone> gone() const override { return PackGone{{head_.key, {2}}}; }
  Result<Totals> totals() const override { return Totals(); }
  Outcome add(PackWriter::Made, std::int64_t) const override { return damaged(); }
  Outcome leave(const Place&, std::size_t) const override { return damaged(); }
  const std::string& where() const override { return where_; }
  Error damaged() const override { return Error{"store", where_, "packs that do not fit together", "an intact archive"}; }

 private:
  // Every number, and two that no pack of this size has.
  Result<std::vector<Place>> candidates(const IdNumbers&, bool events, std::size_t most) const override {
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < std::min<std::size_t>(most, 4); ++i) places.push_back({head_.key, i, events});
    return places;
  }
  Result<bool> has_left(std::int64_t, std::uint32_t report) const override { return report == 2; }
  Result<std::string> hash_of(std::int64_t) const override { return head_.hash; }
  Result<std::string> bytes_of(std::int64_t) const override { return bytes_; }
  Result<std::string> sources_at(std::int64_t, std::size_t begin) const override {
    if (begin > beside_.size()) return damaged();
    return std::string(beside_.substr(begin));
  }

  const std::string bytes_, where_ = "a.db";
  const std::string_view beside_;
  PackHead head_;
};

inline void check_packed_event(const Event& event) {
  const std::string body = body_of(event);
  const auto from_row = read_body(body);
  must_of_pack(from_row.ok() && body_of(*from_row) == body, "an event of a pack may stand in a row");
  PackedBytes bytes;
  Lexicon lexicon;
  EventCoder().write(bytes, lexicon, event);
  std::string texts;
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i < lexicon.size(); ++i) texts += lexicon[i], ends.push_back(static_cast<std::uint32_t>(texts.size()));
  PackedReader from(bytes.bytes());
  Event again = event;
  again.act.resize(1);
  again.actor.resize(3);
  read_event(from, {ends, texts}, again);
  must_of_pack(!from.failed() && body_of(again) == body, "an event of a pack may be packed again");
}

inline void check_stored(const StoredDocument& stored) {
  must_of_pack(is_hex_id(stored.document.id), "a packed report has an id");
  must_of_pack(stored.known_from.size() >= 10, "a packed report was known from a day on");
}

inline std::size_t check_columns(const Pack& pack) {
  std::size_t bytes = 0;
  const auto look = [&](std::uint32_t number) { bytes += pack.text(number).size(); };
  for (std::size_t i = 0; i < pack.reports(); ++i) look(pack.outlet[i]), look(pack.language[i]), look(pack.title[i]);
  for (std::size_t act = 0; act < pack.act_type.size(); ++act) look(pack.act_type[act]), look(pack.act_cameo[act]), look(pack.act_labels[act]);
  for (std::size_t i = 0; i < pack.events(); ++i) {
    must_of_pack(pack.event_report[i] < pack.reports(), "an event has a report");
    for (const std::uint32_t name : pack.names_of(i)) look(pack.name_key[name]), look(pack.name_sectors[name]);
  }
  return bytes;
}

inline bool goes_on(PackWalk& walk) {
  const auto more = walk.next();
  return more && *more;
}

inline void check_answers(const LonePack& packs) {
  EventQuery query;
  query.actor = {"NOR/MIL", "SUD"}, query.place = {"Port"}, query.type = {"MOBILIZE"}, query.mode = {"troops"};
  query.since = "2022-01-01", query.until = "2022-12", query.known_by = "2022-06-01";
  for (const EventQuery& asked : {EventQuery(), query}) {
    const auto question = PackQuestion::read(asked);
    const PackedEvents::Visit visit = [](const Event&, const StoredDocument&) { return true; };
    for (const bool brief : {false, true}) {
      auto walk = walk_of(packs, *question, Rank{-5, {}});
      if (!walk) continue;
      PackedEvents events(packs, *walk, brief, visit);
      while (goes_on(*walk) && events.show().ok()) continue;
    }
    for (const CountBy by : {CountBy::kAll, CountBy::kType, CountBy::kCameoRoot, CountBy::kStatus}) {
      DayCounts counts;
      if (!count_packed(packs, asked, by, counts)) continue;
      for (const EventDay& day : days_of(counts, by)) must_of_pack(day.events > 0, "a day that is counted has events");
    }
    (void)rank_of_page(packs, *question, std::string(32, '0'), Result<std::optional<Rank>>(std::optional<Rank>()));
  }
  DocumentQuery reports;
  reports.text = "norland talk*";
  for (const DocumentQuery& asked : {DocumentQuery(), reports}) {
    const auto question = PackReportQuestion::read(asked);
    auto walk = walk_of(packs, *question, std::nullopt);
    while (walk && goes_on(*walk))
      (void)show_report(packs, *walk, [](const StoredDocument& stored) { return check_stored(stored), true; });
  }
  std::vector<StoredDocument> documents;
  std::vector<Event> events;
  NewKeys newest;
  (void)add_packed(packs, "", 10, documents);
  (void)add_packed(packs, "", 10, events);
  (void)add_packed(packs, std::string(32, '0'), events);
  (void)add_packed_since(packs, 3, 10, newest);
}

// Bytes that begin as a pack are taken as they are, others as pack_of_parts says.
inline void check_pack(std::string_view data) {
  std::uint32_t mark = 0;
  std::memcpy(&mark, data.data(), std::min(data.size(), sizeof mark));
  std::string bytes = mark == kPackMark ? std::string(data) : pack_of_parts(data);
  if (mark == kPackMark) data = {};
  Document beside;
  (void)read_sources(data, "a.db", beside).ok();
  const auto pack = Pack::read(bytes, "a.db");
  if (!pack) return must_of_pack(!pack.error().sentence().empty() && pack.error().stage == "store", "a refusal says why");
  (void)check_columns(**pack);
  for (std::size_t i = 0; i < (*pack)->reports(); ++i) {
    if (const auto stored = (*pack)->report(i)) check_stored(*stored);
    (void)(*pack)->events_of(i).ok();
  }
  for (std::size_t i = 0; i < (*pack)->events(); ++i)
    if (const auto event = (*pack)->event(i)) check_packed_event(*event);
  check_answers(LonePack(std::move(bytes), data));
}

}  // namespace brink
