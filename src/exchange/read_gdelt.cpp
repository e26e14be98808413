// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"
#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {

void add_actor(const Codes& codes, std::string_view code, std::string_view name, std::vector<Actor>& to) {
  if (code.empty() && name.empty()) return;
  Actor actor = codes.actor_of_cameo(code);
  actor.name = name;
  to.push_back(std::move(actor));
}

std::optional<Place> action_place(const Codes& codes, const Row& row) {
  const std::string_view full = row["ActionGeo_FullName"];
  return place_of(full.substr(0, full.find(',')), codes.country_of_fips(row["ActionGeo_CountryCode"]),
                  row["ActionGeo_Lat"], row["ActionGeo_Long"]);
}

// By the names that speak to a reader.
std::string title_of_row(const Codes& codes, const Row& row, std::string_view cameo) {
  const auto either = [](std::string_view name, std::string_view code) { return name.empty() ? code : name; };
  return title_of(either(row["Actor1Name"], row["Actor1Code"]), codes.name_of_code(cameo), either(row["Actor2Name"], row["Actor2Code"]));
}

}  // namespace

Read read_gdelt(const Codes& codes, const Row& row) {
  const auto day = day_of(row["SQLDATE"]);
  if (!day) return bad_cell(row, "SQLDATE", "a day as 20180601");
  const auto cameo = codes.repaired(row["EventCode"], row["EventRootCode"], 3);
  if (!cameo)
    return bad("EventCode \"" + std::string(row["EventCode"]) + "\", EventRootCode \"" + std::string(row["EventRootCode"]) + "\"", "a CAMEO code of that root");
  Imported read;
  Event event = event_of_cameo(codes, *cameo, *day);
  add_actor(codes, row["Actor1Code"], row["Actor1Name"], event.actor);
  add_actor(codes, row["Actor2Code"], row["Actor2Name"], event.recipient);
  event.place = action_place(codes, row);
  read.report.published = Timestamp{};
  const auto added = day_of(row["DATEADDED"].substr(0, 8));
  read.report.published->utc = std::chrono::sys_seconds(added.value_or(*day));
  read.report.url = row["SOURCEURL"];
  read.report.outlet = host_of_url(row["SOURCEURL"]);
  read.report.title = title_of_row(codes, row, *cameo);
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
