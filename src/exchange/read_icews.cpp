// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {

// The order in which ICEWS lists sectors says nothing. Those that PLOVER calls secondary come last.
bool is_secondary(const std::string& sector) { return sector == "OPP" || sector == "ELI" || sector == "CVL"; }

std::vector<std::string> sectors_of(const Codes& codes, std::string_view cell) {
  std::vector<std::string> sectors;
  for (const std::string& name : list_of(cell, ",")) {
    const std::string sector = codes.is_sector(name) ? name : codes.sector_named(name);
    if (!sector.empty() && std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(sector);
  }
  if (sectors.size() > 1) std::erase(sectors, "UNK");
  std::stable_partition(sectors.begin(), sectors.end(), [](const std::string& s) { return !is_secondary(s); });
  return sectors;
}

void add_actor(const Codes& codes, const ActorNames& names, const Row& row, const std::string& side,
               Day day, std::vector<Actor>& to) {
  const std::string_view name = row[side + " Name"], country = row[side + " Country"];
  if (name == "Unspecified Actor" && country.empty()) return;
  if (name.empty() && country.empty()) return;
  Actor actor = names.who(name, country, day);
  // ICEWS lists what an actor ever was and believes; our tables know the office of the day.
  auto said = sectors_of(codes, row[side + " Sectors"]);
  if (!said.empty() && (actor.sector.empty() || !names.knows(name))) actor.sector = std::move(said);
  to.push_back(std::move(actor));
}

}  // namespace

Read read_icews(const Codes& codes, const ActorNames& names, const Row& row) {
  const auto day = day_of(row["Event Date"]);
  if (!day) return bad_cell(row, "Event Date", "a day as 2018-06-01");
  // ICEWS prints three digits at least, and a name beside the code, which is right where both differ.
  auto cameo = codes.repaired(row["CAMEO Code"], "", 3);
  const std::string named = codes.code_named(row["Event Text"]);
  if (!cameo && !named.empty()) cameo = named;
  if (!cameo) return bad_cell(row, "CAMEO Code", "a CAMEO code");
  Imported read;
  Event event = event_of_cameo(codes, *cameo, *day);
  add_actor(codes, names, row, "Source", *day, event.actor);
  add_actor(codes, names, row, "Target", *day, event.recipient);
  std::string_view place = row["City"];
  for (const char* wider : {"District", "Province"})
    if (place.empty()) place = row[wider];
  event.place = place_of(place.empty() ? row["Country"] : place, codes.country_named(row["Country"]),
                         row["Latitude"], row["Longitude"]);
  if (const auto sentence = whole_number_of(row["Sentence Number"]); sentence && *sentence > 0 && *sentence < 100000)
    event.sentence = static_cast<std::int32_t>(*sentence - 1);
  read.report.outlet = row["Publisher"];
  read.report.title = title_of(row["Source Name"], row["Event Text"], row["Target Name"]);
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
