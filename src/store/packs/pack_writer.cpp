// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_writer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "store/packs/pack_layout.h"

namespace brink {
namespace {

bool has_words(const Event& event) {
  for (const Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front())
    if (!part->text.empty() || !part->condition.empty()) return true;
  return false;
}

// The bytes of a pack, part by part.
class Sections {
 public:
  Sections() { bytes_.resize(sizeof(PackHeader)); }

  template <class Value>
  void put(Section section, const std::vector<Value>& column) {
    put(section, std::string_view(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(Value)));
  }
  void put(Section section, std::string_view part) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    header_.extents[static_cast<std::size_t>(section)] = {bytes_.size(), part.size()};
    bytes_ += part;
  }
  // Each in two bytes where that is enough.
  void put_numbers(Section section, const std::vector<std::uint32_t>& numbers) {
    const bool narrow = std::all_of(numbers.begin(), numbers.end(), [](std::uint32_t n) { return n <= 0xffff; });
    if (narrow) put(section, std::vector<std::uint16_t>(numbers.begin(), numbers.end()));
    else put(section, numbers);
  }
  std::string take() && {
    std::memcpy(bytes_.data(), &header_, sizeof header_);
    return std::move(bytes_);
  }

 private:
  PackHeader header_;
  std::string bytes_;
};

void tell_all(PackedBytes& told, const std::vector<std::string>& texts) {
  told.number(texts.size());
  for (const std::string& text : texts) told.text(text);
}

// Newest first, then by id: the places of what has `id`.
template <class Rows, class Moment>
std::vector<std::uint32_t> in_order(const Rows& rows, const Moment& moment) {
  struct Standing {
    std::int64_t moment, number;  // of the id
    std::uint32_t at;
  };
  std::vector<Standing> ranks;
  ranks.reserve(rows.size());
  for (const auto& row : rows) ranks.push_back({moment(row), id_number(row.id), static_cast<std::uint32_t>(ranks.size())});
  std::sort(ranks.begin(), ranks.end(), [&](const Standing& a, const Standing& b) {
    if (a.moment != b.moment) return a.moment > b.moment;
    return a.number != b.number ? a.number < b.number : rows[a.at].id < rows[b.at].id;
  });
  std::vector<std::uint32_t> order;
  order.reserve(ranks.size());
  for (const Standing& rank : ranks) order.push_back(rank.at);
  return order;
}

std::uint32_t offset_of(const PackedBytes& bytes) { return static_cast<std::uint32_t>(bytes.size()); }

}  // namespace

bool PackWriter::takes(const ArrivingReport& report, std::span<const Event> events) {
  const Document& d = report.document;
  const bool is_near = std::abs(report.reported) <= kFarthestMoment && std::abs(report.report_day) <= kFarthestDay && std::abs(report.known_from) <= kFarthestDay;
  return is_near && events.size() <= kMostReportEvents && report.keep == Keep::kFull && d.rights.keep == Keep::kFull && d.text.empty() && d.captions.empty() && report.copy_of.empty() &&
         std::none_of(events.begin(), events.end(), has_words) && std::all_of(events.begin(), events.end(), is_packable);
}

std::optional<HeldReport> PackWriter::find(std::string_view id) const {
  const auto it = waiting_.find(id_bytes(id));
  if (it == waiting_.end()) return {};
  const Report& report = reports_[it->second];
  Document document;
  document.title = lexicon_[report.title];
  HeldReport held;
  held.key = -1, held.revision = 1, held.known_from = report.known_from;
  held.fingerprint = fingerprint_of(document), held.title = document.title;
  held.seen = lexicon_[report.seen], held.published = read_iso(lexicon_[report.published]);
  return held;
}

void PackWriter::add(const ArrivingReport& report, std::span<const Event> events) {
  const Document& d = report.document;
  const auto number = [&](std::string_view text) { return lexicon_.number_of(text); };
  const IdBytes id = id_bytes(d.id);
  reports_.push_back({id, report.reported, static_cast<std::int32_t>(report.report_day), static_cast<std::int32_t>(report.known_from),
                      number(d.outlet), number(d.language), number(d.title), 0, 0, offset_of(records_), offset_of(sources_)});
  records_.number(reports_.back().published = number(written(d.published))), records_.number(number(written(d.modified)));
  records_.number(reports_.back().seen = number(report.seen));
  records_.number(number(d.rights.notice));
  sources_.fixed(std::uint32_t{0});
  const std::size_t begin = sources_.size();
  sources_.text(d.source), sources_.text(d.url), sources_.text(d.canonical_url), sources_.text(extra_of(d));
  const auto size = static_cast<std::uint32_t>(sources_.size() - begin);
  std::memcpy(sources_.bytes().data() + begin - sizeof size, &size, sizeof size);
  const std::size_t first = events_.size();
  for (const Event& event : events) {
    const IdBytes event_id = id_bytes(event.id);
    if (std::none_of(events_.begin() + static_cast<std::ptrdiff_t>(first), events_.end(), [&](const Entry& e) { return e.id == event_id; })) add_event(event);
  }
  waiting_.emplace(id, static_cast<std::uint32_t>(reports_.size() - 1));
}

std::uint32_t PackWriter::act_of(const Event& event) {
  const auto tell = [&](PackedBytes& told) {
    told.text(event.type), told.text(event.cameo), told.number(static_cast<std::uint64_t>(event.status));
    for (const auto* labels : {&event.mode, &event.context, &event.equipment}) tell_all(told, *labels);
  };
  return acts_told_.of(tell, [&] {
    const std::array<std::uint32_t, 4> act{lexicon_.number_of(event.type), lexicon_.number_of(event.cameo),
                                           lexicon_.number_of(labels_of(event)), static_cast<std::uint32_t>(event.status)};
    return acts_.emplace(act, static_cast<std::uint32_t>(acts_.size())).first->second;
  });
}

std::vector<std::uint32_t> PackWriter::numbers_of(const std::vector<EventKey>& keys) {
  std::vector<std::uint32_t> numbers;
  for (const EventKey& key : keys) {
    const std::array<std::uint32_t, 4> name{static_cast<std::uint32_t>(key.kind), lexicon_.number_of(key.key), lexicon_.number_of(key.sectors), 0};
    numbers.push_back(keys_.emplace(name, static_cast<std::uint32_t>(keys_.size())).first->second);
  }
  return numbers;
}

void PackWriter::add_names(Entry& entry, KeyKind kind, std::span<const Actor> actors) {
  if (actors.empty()) return;
  const auto tell = [&](PackedBytes& told) {
    told.number(static_cast<std::uint64_t>(kind));
    for (const Actor& actor : actors) told.text(actor.code), tell_all(told, actor.sector);
  };
  const auto& names = names_told_.of(tell, [&] { return numbers_of(keys_of(kind, actors)); });
  names_.insert(names_.end(), names.begin(), names.end());
  entry.names += static_cast<std::uint32_t>(names.size());
}

void PackWriter::add_names(Entry& entry, const Place& place) {
  const auto tell = [&](PackedBytes& told) { told.number(static_cast<std::uint64_t>(KeyKind::kPlace)), told.text(place.name), told.text(place.country); };
  const auto& names = names_told_.of(tell, [&] { return numbers_of(keys_of(place)); });
  names_.insert(names_.end(), names.begin(), names.end());
  entry.names += static_cast<std::uint32_t>(names.size());
}

void PackWriter::add_event(const Event& event) {
  const auto days = read_day_range(event.date, event.date_precision);
  const auto day = [](Day d) { return static_cast<std::int32_t>(number_of(d)); };
  Entry entry{id_bytes(event.id), static_cast<std::uint32_t>(reports_.size() - 1), days ? day(days->first) : kNoDay32, days ? day(days->last) : kNoDay32,
              act_of(event), static_cast<std::uint32_t>(names_.size()), 0, offset_of(records_)};
  for (const KeyKind kind : {KeyKind::kActor, KeyKind::kRecipient, KeyKind::kSpeaker}) add_names(entry, kind, actors_of(event, kind));
  if (event.place) add_names(entry, *event.place);
  events_.push_back(entry);
  coder_.write(records_, lexicon_, event);
}

PackWriter::Made PackWriter::make() {
  Made made;
  std::vector<std::uint32_t> place(reports_.size());
  const auto reports = in_order(reports_, [](const Report& r) { return r.reported; });
  const auto events = in_order(events_, [&](const Entry& e) { return reports_[e.report].reported; });
  for (std::uint32_t i = 0; i < reports.size(); ++i) place[reports[i]] = i;

  Sections sections;
  sections.put(Section::kTextEnds, lexicon_.ends()), sections.put(Section::kTexts, lexicon_.texts());

  const auto put = [&](Section section, const std::vector<std::uint32_t>& chosen, const auto& rows, auto field) {
    std::vector<std::decay_t<decltype(field(rows.front()))>> column;
    column.reserve(chosen.size());
    for (const std::uint32_t i : chosen) column.push_back(field(rows[i]));
    sections.put(section, column);
    return column;
  };
  const auto put_numbers = [&](Section section, const std::vector<std::uint32_t>& chosen, const auto& rows, auto field) {
    std::vector<std::uint32_t> column;
    column.reserve(chosen.size());
    for (const std::uint32_t i : chosen) column.push_back(field(rows[i]));
    sections.put_numbers(section, column);
  };
  made.reports = put(Section::kReportId, reports, reports_, [](const Report& r) { return r.id; });
  put(Section::kReported, reports, reports_, [](const Report& r) { return r.reported; });
  put(Section::kReportDay, reports, reports_, [](const Report& r) { return r.day; });
  put(Section::kKnownFrom, reports, reports_, [](const Report& r) { return r.known_from; });
  put_numbers(Section::kOutlet, reports, reports_, [](const Report& r) { return r.outlet; });
  put_numbers(Section::kLanguage, reports, reports_, [](const Report& r) { return r.language; });
  put_numbers(Section::kTitle, reports, reports_, [](const Report& r) { return r.title; });
  put(Section::kReportRecord, reports, reports_, [](const Report& r) { return r.record; });
  put(Section::kSource, reports, reports_, [](const Report& r) { return r.source; });
  made.events = put(Section::kEventId, events, events_, [](const Entry& e) { return e.id; });
  put_numbers(Section::kEventReport, events, events_, [&](const Entry& e) { return place[e.report]; });
  put(Section::kFirstDay, events, events_, [](const Entry& e) { return e.first_day; });
  put(Section::kLastDay, events, events_, [](const Entry& e) { return e.last_day; });
  put_numbers(Section::kAct, events, events_, [](const Entry& e) { return e.act; });
  put(Section::kEventRecord, events, events_, [](const Entry& e) { return e.record; });
  std::vector<std::uint32_t> names, names_end;
  for (const std::uint32_t i : events) {
    const auto begin = names_.begin() + events_[i].first_name;
    names.insert(names.end(), begin, begin + events_[i].names);
    names_end.push_back(static_cast<std::uint32_t>(names.size()));
  }
  sections.put(Section::kNamesEnd, names_end), sections.put_numbers(Section::kNames, names);

  const auto put_parts = [&](const std::map<std::array<std::uint32_t, 4>, std::uint32_t>& table, std::initializer_list<Section> columns, Section small, std::size_t small_part) {
    std::vector<std::array<std::uint32_t, 4>> rows(table.size());
    for (const auto& [row, number] : table) rows[number] = row;
    std::size_t part = 0;
    for (const Section section : columns) {
      if (part == small_part) ++part;
      std::vector<std::uint32_t> column;
      for (const auto& row : rows) column.push_back(row[part]);
      sections.put(section, column);
      ++part;
    }
    std::vector<std::uint8_t> column;
    for (const auto& row : rows) column.push_back(static_cast<std::uint8_t>(row[small_part]));
    sections.put(small, column);
  };
  put_parts(acts_, {Section::kActType, Section::kActCameo, Section::kActLabels}, Section::kActStatus, 3);
  put_parts(keys_, {Section::kNameKey, Section::kNameSectors}, Section::kNameKind, 0);
  sections.put(Section::kRecords, records_.bytes());

  if (!reports.empty()) made.newest = reports_[reports.front()].reported, made.oldest = reports_[reports.back()].reported;
  made.last_day = kNoDay;
  made.first_known = std::numeric_limits<std::int32_t>::max();
  for (const Entry& e : events_) made.last_day = std::max<std::int64_t>(made.last_day, e.last_day);
  for (const Report& r : reports_) made.first_known = std::min<std::int64_t>(made.first_known, r.known_from);
  made.bytes = std::move(sections).take();
  made.sources = std::move(sources_.bytes());
  *this = PackWriter();
  return made;
}

}  // namespace brink
