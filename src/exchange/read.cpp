// SPDX-License-Identifier: Apache-2.0
#include "exchange/read.h"

#include "base/iso_time.h"
#include "base/utf8.h"
#include "exchange/cells.h"

namespace brink {

Error bad(std::string found, std::string expected) {
  if (found.size() > 120) found.resize(120);
  return {"exchange", "", repair_utf8(found), std::move(expected)};
}

Error bad_cell(const Row& row, std::string_view column, std::string expected) {
  return bad(std::string(column) + " \"" + std::string(row[column]) + "\"", std::move(expected));
}

std::string title_of(std::string_view who, std::string_view what, std::string_view whom) {
  std::string title;
  title.reserve(who.size() + what.size() + whom.size() + 4);
  return title.append(who).append(": ").append(what).append(": ").append(whom);
}

void complete_by_type(const Codes& codes, Event& event) {
  const Ontology& ontology = codes.knowledge().ontology();
  if (event.cameo.empty()) event.cameo = codes.cameo_of_event(event);
  if (const auto* type = ontology.type(event.type)) {
    event.quad = type->quad;
    event.score = ontology.score(event.type, event.mode);
  } else if (const auto* code = ontology.cameo(event.cameo)) {
    event.score = code->score;
  }
}

Event event_of_cameo(const Codes& codes, std::string_view cameo, Day day) {
  Event event;
  event.cameo = cameo;
  event.date = to_iso(day);
  event.date_precision = "day";
  event.confidence = 1;
  if (const auto* code = codes.knowledge().ontology().cameo(cameo)) {
    event.type = code->type;
    if (!code->mode.empty()) event.mode = {code->mode};
    event.context = code->contexts;
  }
  complete_by_type(codes, event);
  return event;
}

std::optional<Place> place_of(std::string_view name, std::string country, std::string_view lat,
                              std::string_view lon) {
  Place place;
  place.name = name;
  place.country = std::move(country);
  const auto north = number_of(lat), east = number_of(lon);
  if (north && east && *north >= -90 && *north <= 90 && *east >= -180 && *east <= 180) {
    place.has_coordinates = true;
    place.lat = *north, place.lon = *east;
  }
  if (place.name.empty() && place.country.empty() && !place.has_coordinates) return {};
  return place;
}

}  // namespace brink
