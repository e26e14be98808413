// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack.h"

#include <algorithm>

#include "base/iso_time.h"
#include "store/report_writer.h"

namespace brink {
namespace {

template <class Column>
bool all_below(const Column& numbers, std::size_t bound) {
  return std::all_of(numbers.begin(), numbers.end(), [bound](std::uint32_t n) { return n < bound; });
}

bool rises_to(std::span<const std::uint32_t> ends, std::size_t last) {
  return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() ? last == 0 : ends.back() == last);
}

}  // namespace

Result<std::shared_ptr<const Pack>> Pack::read(std::string bytes, const std::string& where) {
  std::shared_ptr<Pack> pack(new Pack(std::move(bytes)));
  pack->where_ = where;
  if (auto laid = pack->lay_out(); !laid) return laid.error();
  pack->sort_by_act();
  return std::shared_ptr<const Pack>(std::move(pack));
}

Error damaged_pack(const std::string& where) {
  return Error{"store", where, "a damaged pack of events", "an intact archive: restore a copy, or import again"};
}

Outcome Pack::lay_out() {
  PackHeader header;
  if (bytes_.size() < sizeof header) return damaged();
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (header.mark != kPackMark || header.version != kPackVersion) return damaged();
  for (const PackHeader::Extent& extent : header.extents)
    if (extent.begin % 8 != 0 || extent.begin > bytes_.size() || extent.size > bytes_.size() - extent.begin) return damaged();
  const auto bytes = [&](Section section) {
    const PackHeader::Extent& extent = header.extents[static_cast<std::size_t>(section)];
    return std::string_view(bytes_).substr(extent.begin, extent.size);
  };
  const auto fill = [&]<class Value>(std::span<const Value>& column, Section section) {
    const std::string_view part = bytes(section);
    column = {reinterpret_cast<const Value*>(part.data()), part.size() / sizeof(Value)};
  };
  fill(texts_.ends, Section::kTextEnds), texts_.texts = bytes(Section::kTexts), records_ = bytes(Section::kRecords);
  fill(report_id, Section::kReportId), fill(reported, Section::kReported), fill(report_day, Section::kReportDay);
  fill(known_from, Section::kKnownFrom);
  fill(report_record_, Section::kReportRecord), fill(source, Section::kSource);
  fill(event_id, Section::kEventId), fill(first_day, Section::kFirstDay);
  fill(last_day, Section::kLastDay), fill(names_end_, Section::kNamesEnd);
  fill(event_record_, Section::kEventRecord), fill(act_type, Section::kActType), fill(act_cameo, Section::kActCameo);
  fill(act_labels, Section::kActLabels), fill(act_status, Section::kActStatus), fill(name_kind, Section::kNameKind);
  fill(name_key, Section::kNameKey), fill(name_sectors, Section::kNameSectors);
  outlet = Numbers(bytes(Section::kOutlet), reports()), language = Numbers(bytes(Section::kLanguage), reports());
  title = Numbers(bytes(Section::kTitle), reports());
  event_report = Numbers(bytes(Section::kEventReport), events()), act = Numbers(bytes(Section::kAct), events());
  names_ = Numbers(bytes(Section::kNames), names_end_.empty() ? 0 : names_end_.back());
  return fits() ? Outcome(Done{}) : Outcome(damaged());
}

void Pack::sort_by_act() {
  act_ends_.resize(act_type.size());
  by_act_.resize(events());
  for (const std::uint32_t a : act) ++act_ends_[a];
  std::vector<std::uint32_t> next(act_ends_.size());
  for (std::size_t a = 1; a < act_ends_.size(); ++a) next[a] = act_ends_[a - 1], act_ends_[a] += act_ends_[a - 1];
  for (std::uint32_t event = 0; event < events(); ++event) by_act_[next[act[event]]++] = event;
}

// Days and moments that a calendar has.
bool Pack::are_near() const {
  const auto near = [](std::int32_t day) { return day >= -kFarthestDay && day <= kFarthestDay; };
  const auto near_or_none = [&](std::int32_t day) { return day == kNoDay32 || near(day); };
  return std::all_of(report_day.begin(), report_day.end(), near) && std::all_of(known_from.begin(), known_from.end(), near) &&
         std::all_of(first_day.begin(), first_day.end(), near_or_none) && std::all_of(last_day.begin(), last_day.end(), near_or_none) &&
         std::all_of(reported.begin(), reported.end(), [](std::int64_t moment) { return moment >= -kFarthestMoment && moment <= kFarthestMoment; });
}

// Once, so that nobody else has to look.
bool Pack::fits() const {
  const std::size_t texts = texts_.ends.size();
  if (reports() > kMostPacked || events() > kMostPacked || !are_near()) return false;
  for (const std::size_t columns : {report_id.size(), report_day.size(), known_from.size(), outlet.size(), language.size(), title.size(), report_record_.size(), source.size()})
    if (columns != reports()) return false;
  for (const std::size_t columns : {event_report.size(), first_day.size(), last_day.size(), act.size(), names_end_.size(), event_record_.size()})
    if (columns != events()) return false;
  if (act_cameo.size() != act_type.size() || act_labels.size() != act_type.size() || act_status.size() != act_type.size()) return false;
  if (name_key.size() != name_kind.size() || name_sectors.size() != name_kind.size()) return false;
  for (const Numbers& column : {outlet, language, title})
    if (!all_below(column, texts)) return false;
  for (const auto& column : {act_type, act_cameo, act_labels, name_key, name_sectors})
    if (!all_below(column, texts)) return false;
  return rises_to(texts_.ends, texts_.texts.size()) && rises_to(names_end_, names_.size()) && all_below(names_, name_kind.size()) &&
         all_below(act, act_type.size()) && all_below(event_report, reports()) && all_below(report_record_, records_.size()) &&
         all_below(event_record_, records_.size()) &&
         std::all_of(act_status.begin(), act_status.end(), [](std::uint8_t s) { return s <= static_cast<std::uint8_t>(Status::kHistorical); });
}

Outcome Pack::read_report(std::size_t index, StoredDocument& into) const {
  Document& d = into.document;
  PackedReader from(records_.substr(report_record_[index]));
  d.id = hex_of(report_id[index]);
  d.outlet = text(outlet[index]), d.language = text(language[index]), d.title = text(title[index]);
  d.published = read_iso(texts_.next(from)), d.modified = read_iso(texts_.next(from));
  into.first_seen = texts_.next(from);
  into.fingerprint = fingerprint_of(d);
  d.rights.notice = texts_.next(from);
  into.known_from = to_iso(day_of(known_from[index]));
  return from.failed() ? Outcome(damaged()) : Outcome(Done{});
}

Outcome Pack::read_event(std::size_t index, Event& into) const {
  PackedReader from(records_.substr(event_record_[index]));
  brink::read_event(from, texts_, into);
  into.id = hex_of(event_id[index]);
  into.document = hex_of(report_id[event_report[index]]);
  return from.failed() ? Outcome(damaged()) : Outcome(Done{});
}

Result<StoredDocument> Pack::report(std::size_t index) const {
  StoredDocument stored;
  if (auto read = read_report(index, stored); !read) return read.error();
  return stored;
}

Result<Event> Pack::event(std::size_t index) const {
  Event event;
  if (auto read = read_event(index, event); !read) return read.error();
  return event;
}

Result<std::vector<Event>> Pack::events_of(std::size_t report) const {
  std::vector<Event> events;
  for (std::size_t i = 0; i < this->events(); ++i) {
    if (event_report[i] != report) continue;
    if (events.size() == kMostReportEvents) return damaged();
    auto event = this->event(i);
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  return events;
}

Outcome read_sources(std::string_view bytes, const std::string& where, Document& document) {
  PackedReader from(bytes);
  document.source = from.text(), document.url = from.text(), document.canonical_url = from.text();
  const std::string_view extra = from.text();
  if (from.failed()) return damaged_pack(where);
  return read_extra(extra, document);
}

}  // namespace brink
