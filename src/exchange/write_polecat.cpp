// SPDX-License-Identifier: Apache-2.0
// POLECAT: entities are parted by ";", several values of one entity by "|"; "None" says nothing.
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/dyads.h"
#include "exchange/write.h"

namespace brink {
namespace {

template <class Part>
std::string of_each(const std::vector<Actor>& actors, const Part& part) {
  std::vector<std::string> parts;
  for (const Actor& actor : actors) {
    const std::string text = part(actor);
    parts.push_back(text.empty() ? "None" : text);
  }
  return joined(parts, ";");
}

// PLOVER's names of those who are no state.
std::string non_state_name(const std::string& code) {
  if (code == "UNO") return "United Nations";
  if (code == "EUR") return "European Union";
  if (code == "NGO") return "Non-governmental Organization";
  if (code == "ISM") return "International Social Movement";
  if (code == "IMG") return "Transnational Militarized Group";
  if (code == "MNC") return "Multi-national Corporation";
  return code == "UNK" ? "" : "International Governmental Organization";
}

void set_actors(RowWriter& row, const Codes& codes, const std::string& side, const std::vector<Actor>& actors) {
  const auto country = [&](const Actor& actor) {
    const std::string name = codes.name_of_country(std::string_view(actor.code).substr(0, 3));
    return codes.is_country(actor.code) ? name : non_state_name(codes.plover_code_of(actor));
  };
  const auto others = [](const Actor& a) {
    return a.sector.size() < 2 ? "" : joined({a.sector.begin() + 1, a.sector.end()}, "|");
  };
  row.set(side + " Name", of_each(actors, [](const Actor& a) { return a.name; }));
  row.set(side + " Country", of_each(actors, country));
  row.set(side + " COW", of_each(actors, [&](const Actor& a) { return codes.cow_of(a.code); }));
  row.set("Primary " + side + " Sector", of_each(actors, [](const Actor& a) { return a.sector.empty() ? "" : a.sector.front(); }));
  row.set(side + " Sectors", of_each(actors, others));
  row.set(side + " Name Raw", of_each(actors, [](const Actor& a) { return a.text; }));
}

void set_place(RowWriter& row, const Codes& codes, const Place& place) {
  row.set("Placename", place.name);
  row.set("Country", codes.name_of_country(place.country));
  if (place.has_coordinates) row.set("Latitude", number_text(place.lat)), row.set("Longitude", number_text(place.lon));
  if (place.geonames != 0) row.set("GeoNames ID", std::to_string(place.geonames));
}

}  // namespace

std::string polecat_line(const Codes& codes, const Layout& layout, const Event& event,
                         const StoredDocument& report) {
  static constexpr const char* kQuads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  RowWriter row(layout);
  row.set("Event ID", report.document.id + "_" + event.id);
  row.set("Event Date", event.date);
  row.set("Event Type", event.type);
  row.set("Event Mode", joined(event.mode, ";"));
  row.set("Intensity", number_text(event.score));
  row.set("Quad Code", kQuads[static_cast<std::size_t>(event.quad)]);
  row.set("Contexts", joined(event.context, ";"));
  set_actors(row, codes, "Actor", event.actor);
  set_actors(row, codes, "Recipient", event.recipient);
  if (event.place) set_place(row, codes, *event.place);
  row.set("Source", report.document.outlet);
  row.set("Publication Date", to_iso(report_day(event, report)));
  row.set("Language", report.document.language);
  row.set("Version", "brink");
  return row.tabbed("None");
}

}  // namespace brink
