// SPDX-License-Identifier: Apache-2.0
// Phoenix, and the lines of TABARI and PETRARCH that it is made of.
#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {

void add_actor(const Codes& codes, std::string_view code, std::vector<Actor>& to) {
  if (code.empty()) return;
  Actor actor = codes.actor_of_cameo(code);
  if (const Party* country = codes.knowledge().actors().country(actor.code)) actor.name = country->name;
  to.push_back(std::move(actor));
}

}  // namespace

Read read_phoenix(const Codes& codes, const Row& row) {
  const auto day = day_of(row["Date"]);
  if (!day) return bad_cell(row, "Date", "a day as 20180601");
  const auto cameo = codes.repaired(row["EventCode"], row["EventRootCode"]);
  if (!cameo) return bad_cell(row, "EventCode", "a CAMEO code");
  Imported read;
  Event event = event_of_cameo(codes, *cameo, *day);
  add_actor(codes, row["SourceActorFull"], event.actor);
  add_actor(codes, row["TargetActorFull"], event.recipient);
  event.place = place_of(row["LocationName"], codes.country_named(row["CountryCode"]), row["Lat"], row["Lon"]);
  read.report.url = row["URLs"].substr(0, row["URLs"].find(';'));
  read.report.outlet = row["NewsSources"].substr(0, row["NewsSources"].find(';'));
  read.report.title = title_of(row["SourceActorFull"], codes.name_of_code(*cameo), row["TargetActorFull"]);
  read.events.push_back(std::move(event));
  return read;
}

Read read_cameo(const Codes& codes, const Row& row) {
  // TABARI wrote years with two digits, from 1979 on.
  std::string date(row["Date"]);
  if (date.size() == 6) date.insert(0, date < "50" ? "20" : "19");
  const auto day = day_of(date);
  if (!day) return bad("date \"" + std::string(row["Date"]) + "\"", "a day as 20180601 or 180601");
  const auto cameo = codes.repaired(row["Code"]);
  if (!cameo) return bad("code \"" + std::string(row["Code"]) + "\"", "a CAMEO code");
  Imported read;
  Event event = event_of_cameo(codes, *cameo, *day);
  add_actor(codes, row["Source"], event.actor);
  add_actor(codes, row["Target"], event.recipient);
  read.report.outlet = row["Sources"];
  read.report.title = title_of(row["Source"], codes.name_of_code(*cameo), row["Target"]);
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
