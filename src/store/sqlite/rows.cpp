// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/rows.h"

#include <algorithm>

#include "base/utf8.h"
#include "records/records.h"

namespace brink {
namespace {

Json extra_record(const Document& d) {
  Json record;
  if (!d.authors.empty()) record["authors"] = d.authors;
  if (!(d.dateline == Dateline{}))
    record["dateline"] = {d.dateline.place, d.dateline.wire,       d.dateline.reporter,
                          d.dateline.date,  d.dateline.span.begin, d.dateline.span.end};
  for (const Caption& caption : d.captions)
    record["captions"].push_back({caption.text, caption.credit});
  return record;
}

void take_extra(const Json& record, Document& d) {
  if (!record.is_object()) return;
  d.authors = record.value("authors", std::vector<std::string>());
  if (const auto it = record.find("dateline"); it != record.end()) {
    it->at(0).get_to(d.dateline.place);
    it->at(1).get_to(d.dateline.wire);
    it->at(2).get_to(d.dateline.reporter);
    it->at(3).get_to(d.dateline.date);
    d.dateline.span = {it->at(4).get<std::uint32_t>(), it->at(5).get<std::uint32_t>()};
  }
  if (const auto it = record.find("captions"); it != record.end())
    for (const Json& pair : *it)
      d.captions.push_back({pair.at(0).get<std::string>(), pair.at(1).get<std::string>()});
}

void add_actor(std::vector<EventKey>& keys, KeyKind kind, const Actor& actor) {
  keys.push_back({kind, actor.code});
  for (const std::string& sector : actor.sector) keys.push_back({kind, actor.code + "/" + sector});
}

}  // namespace

std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }
Day day_of(std::int64_t number) { return Day(std::chrono::days(number)); }

std::string extra_of(const Document& document) { return line_of(extra_record(document)); }

Outcome read_extra(std::string_view json, Document& document) {
  try {
    take_extra(Json::parse(json), document);
    return Done{};
  } catch (const Json::exception& error) {
    return Error{"store", "documents.extra", error.what(), "the JSON that was written there"};
  }
}

std::string body_of(const Event& event) {
  Json record = record_of(event);
  for (const char* column : {"id", "document", "text"}) record.erase(column);
  return line_of(record);
}

Result<Event> read_body(std::string_view json) {
  try {
    return event_of(Json::parse(json));
  } catch (const Json::exception& error) {
    return Error{"store", "events.body", error.what(), "the JSON that was written there"};
  }
}

std::string key_for(KeyKind kind, const std::string& asked) {
  const bool name = kind != KeyKind::kActor && kind != KeyKind::kRecipient &&
                    kind != KeyKind::kSpeaker && kind != KeyKind::kCountry;
  return name ? fold_case(asked) : asked;
}

std::vector<EventKey> keys_of(const Event& event) {
  std::vector<EventKey> keys;
  for (const Actor& actor : event.actor) add_actor(keys, KeyKind::kActor, actor);
  for (const Actor& actor : event.recipient) add_actor(keys, KeyKind::kRecipient, actor);
  if (event.speaker) add_actor(keys, KeyKind::kSpeaker, *event.speaker);
  const auto add = [&keys](KeyKind kind, const std::string& name) {
    keys.push_back({kind, key_for(kind, name)});
  };
  for (const std::string& mode : event.mode) add(KeyKind::kMode, mode);
  for (const std::string& context : event.context) add(KeyKind::kContext, context);
  for (const std::string& equipment : event.equipment) add(KeyKind::kEquipment, equipment);
  if (event.place) add(KeyKind::kPlace, event.place->name);
  if (event.place) add(KeyKind::kCountry, event.place->country);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace brink
