// SPDX-License-Identifier: Apache-2.0
// Reads an event's body, as body.cpp wrote it. A board reads tens of thousands, so no tree of nodes
// is built that is then copied; unknown fields are passed over, for a newer version may have
// written them.
#include <simdjson.h>

#include "store/report_writer.h"
#include "store/rows.h"

namespace brink {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string text_of(element value) { return std::string(std::string_view(value)); }

std::vector<std::string> texts_of(element value) {
  std::vector<std::string> texts;
  for (element one : array(value)) texts.push_back(text_of(one));
  return texts;
}

// Whole numbers are written without a point and may stand where any number may.
double number_of(element value) { return double(value); }

Span span_of(element value) {
  const array pair(value);
  return {static_cast<std::uint32_t>(std::uint64_t(pair.at(0))),
          static_cast<std::uint32_t>(std::uint64_t(pair.at(1)))};
}

Actor actor_of(element value) {
  Actor actor;
  for (const auto [key, field] : object(value)) {
    if (key == "code")
      actor.code = text_of(field);
    else if (key == "sector")
      actor.sector = texts_of(field);
    else if (key == "name")
      actor.name = text_of(field);
    else if (key == "text")
      actor.text = text_of(field);
    else if (key == "span")
      actor.span = span_of(field);
  }
  return actor;
}

std::vector<Actor> actors_of(element value) {
  std::vector<Actor> actors;
  for (element one : array(value)) actors.push_back(actor_of(one));
  return actors;
}

Place place_of(element value) {
  Place place;
  for (const auto [key, field] : object(value)) {
    if (key == "name")
      place.name = text_of(field);
    else if (key == "country")
      place.country = text_of(field);
    else if (key == "lat")
      place.lat = number_of(field), place.has_coordinates = true;
    else if (key == "lon")
      place.lon = number_of(field), place.has_coordinates = true;
    else if (key == "geonames")
      place.geonames = std::int64_t(field);
    else if (key == "span")
      place.span = span_of(field);
  }
  return place;
}

Quantity quantity_of(element value) {
  Quantity quantity;
  for (const auto [key, field] : object(value)) {
    if (key == "text")
      quantity.text = text_of(field);
    else if (key == "low")
      quantity.low = std::int64_t(field);
    else if (key == "high")
      quantity.high = std::int64_t(field);
  }
  return quantity;
}

Trigger trigger_of(element value) {
  Trigger trigger;
  for (const auto [key, field] : object(value)) {
    if (key == "text")
      trigger.text = text_of(field);
    else if (key == "span")
      trigger.span = span_of(field);
  }
  return trigger;
}

template <class Value>
Value one_of(std::optional<Value> known) {
  if (!known) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
  return *known;
}

Event event_of(element value, int depth);

void take(std::string_view key, element field, int depth, Event& event) {
  if (key == "sentence")
    event.sentence = static_cast<std::int32_t>(std::int64_t(field));
  else if (key == "sentence_span")
    event.sentence_span = span_of(field);
  else if (key == "date")
    event.date = text_of(field);
  else if (key == "date_precision")
    event.date_precision = text_of(field);
  else if (key == "type")
    event.type = text_of(field);
  else if (key == "mode")
    event.mode = texts_of(field);
  else if (key == "context")
    event.context = texts_of(field);
  else if (key == "cameo")
    event.cameo = text_of(field);
  else if (key == "quad")
    event.quad = one_of(quad_named(std::string_view(field)));
  else if (key == "score")
    event.score = number_of(field);
  else if (key == "status")
    event.status = one_of(status_named(std::string_view(field)));
  else if (key == "hedged")
    event.hedged = bool(field);
  else if (key == "actor")
    event.actor = actors_of(field);
  else if (key == "recipient")
    event.recipient = actors_of(field);
  else if (key == "speaker")
    event.speaker = actor_of(field);
  else if (key == "condition")
    event.condition = text_of(field);
  else if (key == "place")
    event.place = place_of(field);
  else if (key == "equipment")
    event.equipment = texts_of(field);
  else if (key == "quantity")
    event.quantity = quantity_of(field);
  else if (key == "trigger")
    event.trigger = trigger_of(field);
  else if (key == "rule")
    event.rule = text_of(field);
  else if (key == "confidence")
    event.confidence = number_of(field);
  else if (key == "id")
    event.id = text_of(field);
  else if (key == "document")
    event.document = text_of(field);
  else if (key == "text")
    event.text = text_of(field);
  else if (key == "act" && depth < kDeepestAct)
    event.act = {event_of(field, depth + 1)};
}

Event event_of(element value, int depth) {
  Event event;
  for (const auto [key, field] : object(value)) take(key, field, depth, event);
  return event;
}

}  // namespace

Result<Event> read_body(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  try {
    return event_of(parser.parse(json.data(), json.size()), 1);
  } catch (const simdjson::simdjson_error& error) {
    return Error{"store", "events.body", error.what(), "the JSON that was written there"};
  }
}

}  // namespace brink
