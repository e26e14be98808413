// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/waiting_rows.h"

#include "base/day_range.h"
#include "store/indexed.h"
#include "store/postgres/word_vector.h"
#include "store/rows.h"

namespace brink {
namespace {

std::int32_t narrow(std::int64_t number) { return static_cast<std::int32_t>(number); }
std::int16_t smaller(std::int64_t number) { return static_cast<std::int16_t>(number); }

struct Table {
  const char* name;
  CopyRows* rows;
};

}  // namespace

void WaitingRows::begin(std::int64_t document, std::int64_t event) {
  *this = WaitingRows();
  document_ = document, event_ = event;
}

void WaitingRows::add_document(ArrivingReport& arrival) {
  arrival.key = ++document_;
  const Document& d = arrival.document;
  ids_.emplace(d.id, arrival.key);
  documents_.begin();
  documents_.add(arrival.key);
  for (const std::string* text : {&d.id, &d.source, &d.url, &d.canonical_url, &d.outlet, &d.language, &d.rights.notice})
    documents_.add(*text);
  documents_.add(static_cast<std::int16_t>(d.rights.keep));
  documents_.add(static_cast<std::int16_t>(arrival.keep));
  documents_.add(narrow(arrival.revision));
  documents_.add(arrival.fingerprint);
  documents_.add(arrival.seen);
  documents_.add(arrival.reported);
  documents_.add(narrow(arrival.report_day));
  documents_.add(d.title);
  documents_.add(d.text);
  documents_.add(extra_of(d));
  documents_.add_bytes(word_vector(d.title, d.text));
  add_revision(arrival);
}

void WaitingRows::add_revision(const ArrivingReport& arrival) {
  const Document& d = arrival.document;
  revisions_.begin();
  revisions_.add(arrival.key);
  revisions_.add(narrow(arrival.revision));
  revisions_.add(arrival.fingerprint);
  revisions_.add(d.title);
  revisions_.add(d.outlet);
  revisions_.add(written(d.published));
  revisions_.add(written(d.modified));
  revisions_.add(arrival.seen);
  revisions_.add(narrow(arrival.known_from));
  revisions_.add(std::optional<std::int32_t>());
  revisions_.add(arrival.copy_of);
  if (!arrival.sketch.empty()) add_sketch(arrival.key, arrival.sketch);
}

void WaitingRows::add_sketch(std::int64_t document, const Sketch& sketch) {
  sketches_.begin();
  sketches_.add(document);
  sketches_.add_bytes(bytes_of(sketch));
  const std::vector<std::uint64_t> keys = keys_of(sketch);
  for (const std::uint64_t key : std::set<std::uint64_t>(keys.begin(), keys.end())) {
    sketch_keys_.begin();
    sketch_keys_.add(static_cast<std::int64_t>(key));
    sketch_keys_.add(document);
    holders_[key].push_back(document);
  }
  sketches_by_document_.insert_or_assign(document, sketch);
}

void WaitingRows::add_event(const ArrivingReport& arrival, const Event& event, const std::string& body) {
  const auto range = read_day_range(event.date, event.date_precision);
  const std::int64_t day = range ? number_of(range->last) : kNoDay;
  const std::string labels = labels_of(event);
  ++event_days_[day];
  events_.begin();
  events_.add(++event_);
  events_.add(narrow(day));
  events_.add(range ? std::optional(narrow(number_of(range->first))) : std::nullopt);
  events_.add(event.id);
  events_.add(arrival.key);
  events_.add(narrow(arrival.revision));
  events_.add(arrival.reported);
  events_.add(narrow(arrival.known_from));
  events_.add(std::optional<std::int32_t>());
  events_.add(indexed_text(event.type));
  events_.add(event.cameo);
  events_.add(static_cast<std::int16_t>(event.status));
  events_.add(labels);
  events_.add(event.text);
  events_.add(body);
  events_.add_bytes(word_vector(event.text));
  add_keys(event, labels, day);
}

void WaitingRows::add_keys(const Event& event, const std::string& labels, std::int64_t day) {
  for (const EventKey& name : keys_of(event)) {
    event_keys_.begin();
    event_keys_.add(smaller(static_cast<std::int64_t>(name.kind)));
    event_keys_.add(indexed_text(name.key));
    event_keys_.add(indexed_text(event.type));
    event_keys_.add(narrow(day));
    event_keys_.add(event_);
    event_keys_.add(indexed_sectors(name.sectors));
    event_keys_.add(static_cast<std::int16_t>(event.status));
    event_keys_.add(indexed_labels(labels));
  }
}

const std::vector<std::int64_t>* WaitingRows::holders(std::uint64_t key) const {
  const auto it = holders_.find(key);
  return it == holders_.end() ? nullptr : &it->second;
}

const Sketch* WaitingRows::sketch(std::int64_t document) const {
  const auto it = sketches_by_document_.find(document);
  return it == sketches_by_document_.end() ? nullptr : &it->second;
}

bool WaitingRows::empty() const {
  return !broken_ && documents_.empty() && revisions_.empty() && events_.empty() && sketches_.empty() && report_days_.empty();
}

std::size_t WaitingRows::bytes() const {
  return documents_.bytes() + revisions_.bytes() + events_.bytes() + event_keys_.bytes() + sketches_.bytes() +
         sketch_keys_.bytes();
}

// Events come last: where a month is new, readers of the part for the rest are held from there to the end.
Outcome WaitingRows::send(const PostgresConnection& connection, EventParts& parts) {
  if (broken_) return connection.error("a transaction of which reports were lost", "it rolled back and tried again");
  const auto send_table = [&](const char* name, CopyRows& rows) -> Outcome {
    return rows.empty() ? Outcome(Done{}) : connection.copy_in(name, rows.take());
  };
  for (const auto& [name, rows] : {Table{"documents", &documents_}, {"revisions", &revisions_}, {"sketches", &sketches_},
                                   {"sketch_keys", &sketch_keys_}, {"event_keys", &event_keys_}})
    if (auto sent = send_table(name, *rows); !sent) return sent;
  if (auto counted = send_counts(connection); !counted) return counted;
  if (!events_.empty())
    if (auto made = parts.expect(connection, event_days_); !made) return made;
  if (auto sent = send_table("events", events_); !sent) return sent;
  begin(document_, event_);
  return Done{};
}

Outcome WaitingRows::send_counts(const PostgresConnection& connection) {
  if (report_days_.empty()) return Done{};
  std::vector<std::int64_t> days, reports;
  for (const auto& [day, count] : report_days_) days.push_back(day), reports.push_back(count);
  auto counted = connection.ask(
      "INSERT INTO report_days (day, reports) SELECT * FROM unnest(CAST(? AS integer[]), CAST(? AS bigint[]))"
      " ON CONFLICT (day) DO UPDATE SET reports = report_days.reports + excluded.reports",
      PostgresValues().add_list(days).add_list(reports));
  if (!counted) return counted.error();
  return Done{};
}

}  // namespace brink
