// SPDX-License-Identifier: Apache-2.0
// This program's own columns. Lists are parted by "; "; the sectors of several actors by " | ".
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/write.h"

namespace brink {
namespace {

template <class Part>
std::string of_each(const std::vector<Actor>& actors, std::string_view mark, const Part& part) {
  std::vector<std::string> parts;
  for (const Actor& actor : actors) parts.push_back(part(actor));
  return joined(parts, mark);
}

void set_actors(RowWriter& row, const std::string& column, const std::vector<Actor>& actors) {
  row.set(column, of_each(actors, "; ", [](const Actor& a) { return a.code; }));
  row.set(column + "_name", of_each(actors, "; ", [](const Actor& a) { return a.name.empty() ? "-" : a.name; }));
  row.set(column + "_sector", of_each(actors, "; ", [](const Actor& a) { return a.sector.empty() ? "-" : joined(a.sector, "|"); }));
}

void set_place(RowWriter& row, const Place& place) {
  row.set("place", place.name);
  row.set("country", place.country);
  if (place.has_coordinates) row.set("lat", number_text(place.lat)), row.set("lon", number_text(place.lon));
  if (place.geonames != 0) row.set("geonames", std::to_string(place.geonames));
}

}  // namespace

std::string csv_line(const Layout& layout, const Event& event, const StoredDocument& report) {
  RowWriter row(layout);
  row.set("id", event.id);
  row.set("date", event.date);
  row.set("date_precision", event.date_precision);
  row.set("type", event.type);
  row.set("mode", joined(event.mode, "; "));
  row.set("context", joined(event.context, "; "));
  row.set("cameo", event.cameo);
  row.set("quad", name_of(event.quad));
  row.set("score", number_text(event.score));
  row.set("status", name_of(event.status));
  row.set("hedged", event.hedged ? "true" : "false");
  set_actors(row, "actor", event.actor);
  set_actors(row, "recipient", event.recipient);
  if (event.speaker) row.set("speaker", event.speaker->code), row.set("speaker_name", event.speaker->name);
  row.set("condition", event.condition);
  if (event.place) set_place(row, *event.place);
  row.set("equipment", joined(event.equipment, "; "));
  row.set("text", event.text);
  row.set("document", report.document.id);
  row.set("outlet", report.document.outlet);
  row.set("url", report.document.url);
  row.set("title", report.document.title);
  if (report.document.published) row.set("published", to_iso(*report.document.published));
  row.set("language", report.document.language);
  row.set("confidence", number_text(event.confidence));
  return row.quoted();
}

}  // namespace brink
