// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/dyads.h"
#include "exchange/write.h"

namespace brink {
namespace {

// Sectors that ICEWS has no name for stay as PLOVER's codes.
std::string sectors(const Codes& codes, const Actor& actor) {
  std::vector<std::string> names;
  for (const std::string& sector : actor.sector) {
    const std::string name = codes.icews_name_of(sector);
    names.push_back(name.empty() ? sector : name);
  }
  return joined(names, ",");
}

void set_party(RowWriter& row, const Codes& codes, const std::string& side, const Actor* actor) {
  if (!actor) return row.set(side + " Name", "Unspecified Actor"), row.set(side + " Sectors", "Unspecified");
  row.set(side + " Name", actor->name.empty() ? actor->code : actor->name);
  row.set(side + " Sectors", sectors(codes, *actor));
  if (codes.is_country(actor->code))
    row.set(side + " Country", codes.name_of_country(std::string_view(actor->code).substr(0, 3)));
}

}  // namespace

std::string icews_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report) {
  const std::string cameo = codes.cameo_of_event(event);
  const auto* code = codes.knowledge().ontology().cameo(cameo);
  std::string lines;
  for (const Dyad& dyad : dyads_of(event)) {
    RowWriter row(layout);
    row.set("Event ID", number_id(dyad.id));
    row.set("Event Date", event.date);
    set_party(row, codes, "Source", dyad.source);
    row.set("Event Text", codes.name_of_code(cameo));
    row.set("CAMEO Code", cameo);
    row.set("Intensity", number_text(code ? code->score : event.score));
    set_party(row, codes, "Target", dyad.target);
    row.set("Story ID", number_id(report.document.id));
    row.set("Sentence Number", std::to_string(event.sentence + 1));
    row.set("Publisher", report.document.outlet);
    if (event.place) {
      row.set("City", event.place->name);
      row.set("Country", codes.name_of_country(event.place->country));
      if (event.place->has_coordinates) {
        row.set("Latitude", number_text(event.place->lat));
        row.set("Longitude", number_text(event.place->lon));
      }
    }
    lines += row.tabbed("NA");
  }
  return lines;
}

}  // namespace brink
