// SPDX-License-Identifier: Apache-2.0
// POLECAT: entities are parted by ";", several values of one entity by "|"; "None" says nothing.
#include <algorithm>

#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {


std::string part(const std::vector<std::string_view>& parts, std::size_t i) {
  return i < parts.size() ? clean(parts[i]) : std::string();
}

std::string non_state_code(const std::string& name) {
  if (name == "United Nations") return "UN";
  if (name == "European Union") return "EU";
  if (name == "International Governmental Organization") return "IGO";
  if (name == "Non-governmental Organization") return "NGO";
  if (name == "Transnational Militarized Group") return "IMG";
  if (name == "Multi-national Corporation") return "MNC";
  return name == "International Social Movement" ? "ISM" : "";
}

std::vector<Actor> actors_of(const Codes& codes, const ActorNames& names, const Row& row,
                             const std::string& side, Day day) {
  const auto name = split(row[side + " Name"], ';'), raw = split(row[side + " Name Raw"], ';');
  const auto country = split(row[side + " Country"], ';');
  const auto primary = split(row["Primary " + side + " Sector"], ';'), others = split(row[side + " Sectors"], ';');
  std::vector<Actor> actors;
  const std::size_t count = std::max({name.size(), raw.size(), country.size(), primary.size()});
  for (std::size_t i = 0; i < std::min(count, kMostActors); ++i) {
    const std::string resolved = part(name, i), land = part(country, i);
    const std::string called = resolved.empty() ? part(raw, i) : resolved;
    if (called.empty() && land.empty() && part(primary, i).empty()) continue;
    Actor actor = names.who(called, land.substr(0, land.find('|')), day);
    if (actor.code == "UNK")
      if (const std::string code = non_state_code(land); !code.empty()) actor.code = code;
    std::vector<std::string> sectors = list_of(part(primary, i), "|,");
    for (std::string& sector : list_of(part(others, i), "|,"))
      if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(std::move(sector));
    std::erase_if(sectors, [&](const std::string& sector) { return !codes.is_sector(sector); });
    if (!sectors.empty()) actor.sector = std::move(sectors);
    actors.push_back(std::move(actor));
  }
  return actors;
}

}  // namespace

Read read_polecat(const Codes& codes, const ActorNames& names, const Row& row) {
  const Ontology& ontology = codes.knowledge().ontology();
  const auto day = day_of(row["Event Date"]);
  if (!day) return bad_cell(row, "Event Date", "a day as 2018-06-01");
  if (!ontology.type(row["Event Type"])) return bad_cell(row, "Event Type", "a PLOVER type");
  Imported read;
  Event event;
  event.date = to_iso(*day);
  event.date_precision = "day";
  event.type = row["Event Type"];
  event.confidence = 1;
  for (std::string& mode : list_of(row["Event Mode"], ";|,"))
    if (ontology.has_mode(event.type, mode)) event.mode.push_back(std::move(mode));
  for (std::string& context : list_of(row["Contexts"], ";|,"))
    if (ontology.has_context(context)) event.context.push_back(std::move(context));
  complete_by_type(codes, event);
  event.actor = actors_of(codes, names, row, "Actor", *day);
  event.recipient = actors_of(codes, names, row, "Recipient", *day);
  event.place = place_of(row["Placename"], codes.country_named(row["Country"]), row["Latitude"], row["Longitude"]);
  if (event.place) event.place->geonames = std::max<std::int64_t>(0, whole_number_of(row["GeoNames ID"]).value_or(0));
  if (const auto published = day_of(row["Publication Date"])) {
    read.report.published = Timestamp{};
    read.report.published->utc = std::chrono::sys_seconds(*published);
  }
  read.report.outlet = row["Source"];
  read.report.title = title_of(row["Actor Name"], row["Event Type"], row["Recipient Name"]);
  if (row["Language"].size() == 2) read.report.language = row["Language"];
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
