// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

namespace brink {
namespace {

using Strings = std::vector<std::string>;

std::string text_at(const Json& record, const char* key) {
  const auto it = record.find(key);
  return it == record.end() || it->is_null() ? std::string() : it->get<std::string>();
}

Strings list_at(const Json& record, const char* key) {
  const auto it = record.find(key);
  return it == record.end() || it->is_null() ? Strings() : it->get<Strings>();
}

const Json* object_at(const Json& record, const char* key) {
  const auto it = record.find(key);
  return it == record.end() || it->is_null() ? nullptr : &*it;
}

Span span_at(const Json& record, const char* key) {
  const Json* pair = object_at(record, key);
  return pair ? Span{pair->at(0).get<std::uint32_t>(), pair->at(1).get<std::uint32_t>()} : Span{};
}

Actor actor_of(const Json& record) {
  return {text_at(record, "code"), list_at(record, "sector"), text_at(record, "name"),
          text_at(record, "text"), span_at(record, "span")};
}

std::vector<Actor> actors_at(const Json& record, const char* key) {
  std::vector<Actor> actors;
  if (const Json* list = object_at(record, key))
    for (const Json& item : *list) actors.push_back(actor_of(item));
  return actors;
}

Place place_of(const Json& record) {
  Place place;
  place.name = text_at(record, "name");
  place.country = text_at(record, "country");
  place.has_coordinates = record.contains("lat") && record.contains("lon");
  if (place.has_coordinates) place.lat = record.at("lat").get<double>(), place.lon = record.at("lon").get<double>();
  place.geonames = record.value("geonames", std::int64_t{0});
  place.span = span_at(record, "span");
  return place;
}

// Throws nlohmann's exceptions, or Error for a value outside its list.
Event read_event(const Json& r) {
  Event e;
  e.id = text_at(r, "id");
  e.document = text_at(r, "document");
  e.sentence = r.value("sentence", 0);
  e.sentence_span = span_at(r, "sentence_span");
  e.text = text_at(r, "text");
  e.date = text_at(r, "date");
  e.date_precision = text_at(r, "date_precision");
  e.type = r.at("type").get<std::string>();
  e.mode = list_at(r, "mode");
  e.context = list_at(r, "context");
  e.cameo = text_at(r, "cameo");
  const auto quad = quad_named(r.value("quad", "neutral"));
  if (!quad) throw Error{"records", "quad", text_at(r, "quad"), "one of CAMEO's quarters"};
  e.quad = *quad;
  e.score = r.value("score", 0.0);
  const auto status = status_named(r.value("status", "actual"));
  if (!status) throw Error{"records", "status", text_at(r, "status"), "actual, future, hypothetical, negated or historical"};
  e.status = *status;
  e.hedged = r.value("hedged", false);
  e.actor = actors_at(r, "actor");
  e.recipient = actors_at(r, "recipient");
  if (const Json* speaker = object_at(r, "speaker")) e.speaker = actor_of(*speaker);
  e.condition = text_at(r, "condition");
  if (const Json* act = object_at(r, "act")) e.act.push_back(read_event(*act));
  if (const Json* place = object_at(r, "place")) e.place = place_of(*place);
  e.equipment = list_at(r, "equipment");
  if (const Json* q = object_at(r, "quantity"))
    e.quantity = Quantity{text_at(*q, "text"), q->at("low").get<std::int64_t>(), q->at("high").get<std::int64_t>()};
  if (const Json* trigger = object_at(r, "trigger")) e.trigger = {text_at(*trigger, "text"), span_at(*trigger, "span")};
  e.rule = text_at(r, "rule");
  e.confidence = r.value("confidence", 0.0);
  return e;
}

}  // namespace

Result<Event> event_of(const Json& record) {
  try {
    return read_event(record);
  } catch (const Error& error) {
    return error;
  } catch (const Json::exception& error) {
    return Error{"records", "event record", error.what(), "the fields of docs/records.md"};
  }
}

}  // namespace brink
