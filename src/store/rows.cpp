// SPDX-License-Identifier: Apache-2.0
#include "store/rows.h"

#include <algorithm>
#include <iterator>

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

void add_key(std::vector<EventKey>& keys, KeyKind kind, std::string key,
             const std::vector<std::string>& sectors) {
  const auto same = [&](const EventKey& k) { return k.kind == kind && k.key == key; };
  auto it = std::find_if(keys.begin(), keys.end(), same);
  if (it == keys.end()) it = keys.insert(it, {kind, std::move(key), " "});
  for (const std::string& sector : sectors) it->sectors += sector + " ";
}

}  // namespace

std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }
Day day_of(std::int64_t number) { return Day(std::chrono::days(number)); }

std::string extra_of(const Document& document) {
  const bool says_nothing = document.authors.empty() && document.captions.empty() && document.dateline == Dateline{};
  return says_nothing ? "null" : line_of(extra_record(document));
}

Outcome read_extra(std::string_view json, Document& document) {
  if (json == "null" || json == "{}") return Done{};  // most have nothing to say
  try {
    take_extra(Json::parse(json), document);
    return Done{};
  } catch (const Json::exception& error) {
    return Error{"store", "documents.extra", error.what(), "the JSON that was written there"};
  }
}

std::string key_for(KeyKind kind, const std::string& asked) {
  return kind == KeyKind::kPlace ? fold_case(asked) : asked;
}

std::span<const Actor> actors_of(const Event& event, KeyKind kind) {
  if (kind == KeyKind::kActor) return event.actor;
  if (kind == KeyKind::kSpeaker && event.speaker) return {&*event.speaker, 1};
  if (kind != KeyKind::kRecipient) return {};
  // Who meets or agrees with each other is both: "talks between A and B" has two actors alone.
  const bool meet = event.recipient.empty() && event.actor.size() > 1;
  return meet ? event.actor : event.recipient;
}

std::vector<EventKey> keys_of(KeyKind kind, std::span<const Actor> actors) {
  std::vector<EventKey> keys;
  for (const Actor& actor : actors) add_key(keys, kind, actor.code, actor.sector);
  return keys;
}

std::vector<EventKey> keys_of(const Place& place) {
  std::vector<EventKey> keys;
  add_key(keys, KeyKind::kPlace, key_for(KeyKind::kPlace, place.name), {});
  add_key(keys, KeyKind::kCountry, place.country, {});
  return keys;
}

std::vector<EventKey> keys_of(const Event& event) {
  std::vector<EventKey> keys;
  const auto add = [&](std::vector<EventKey> more) { std::move(more.begin(), more.end(), std::back_inserter(keys)); };
  for (const KeyKind kind : {KeyKind::kActor, KeyKind::kRecipient, KeyKind::kSpeaker}) add(keys_of(kind, actors_of(event, kind)));
  if (event.place) add(keys_of(*event.place));
  return keys;
}

std::string label_line(Label label, const std::string& name) {
  return std::string("\n") + static_cast<char>(label) + ' ' + fold_case(name) + '\n';
}

std::string labels_of(const Event& event) {
  std::string labels;
  for (const std::string& mode : event.mode) labels += label_line(Label::kMode, mode);
  for (const std::string& context : event.context) labels += label_line(Label::kContext, context);
  for (const std::string& equipment : event.equipment)
    labels += label_line(Label::kEquipment, equipment);
  return labels;
}

}  // namespace brink
