// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"
#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {

void add_actor(const Codes& codes, const Row& row, const std::string& side, std::vector<Actor>& to) {
  const std::string& code = row[side + "Code"];
  const std::string& name = row[side + "Name"];
  if (code.empty() && name.empty()) return;
  Actor actor = codes.actor_of_cameo(code);
  actor.name = name;
  to.push_back(std::move(actor));
}

std::optional<Place> action_place(const Codes& codes, const Row& row) {
  const std::string& full = row["ActionGeo_FullName"];
  return place_of(full.substr(0, full.find(',')), codes.country_of_fips(row["ActionGeo_CountryCode"]),
                  row["ActionGeo_Lat"], row["ActionGeo_Long"]);
}

std::string host_of(const std::string& address) {
  const auto url = read_url(address);
  return url ? url->host : std::string();
}

// The names that speak to a reader: "RUSSIA: 190: UKRAINE".
std::string title_of(const Codes& codes, const Row& row, const std::string& cameo) {
  const auto either = [&](const std::string& side) {
    return row[side + "Name"].empty() ? row[side + "Code"] : row[side + "Name"];
  };
  return either("Actor1") + ": " + codes.name_of_code(cameo) + ": " + either("Actor2");
}

}  // namespace

Read read_gdelt(const Codes& codes, const Row& row) {
  const auto day = day_of(row["SQLDATE"]);
  if (!day) return bad("SQLDATE \"" + row["SQLDATE"] + "\"", "a day as 20180601");
  const auto cameo = codes.repaired(row["EventCode"], row["EventRootCode"], 3);
  if (!cameo) return bad("EventCode \"" + row["EventCode"] + "\", EventRootCode \"" + row["EventRootCode"] + "\"", "a CAMEO code of that root");
  Imported read;
  Event event = event_of_cameo(codes, *cameo, *day);
  add_actor(codes, row, "Actor1", event.actor);
  add_actor(codes, row, "Actor2", event.recipient);
  event.place = action_place(codes, row);
  read.report.published = Timestamp{};
  const auto added = day_of(std::string_view(row["DATEADDED"]).substr(0, 8));
  read.report.published->utc = std::chrono::sys_seconds(added.value_or(*day));
  read.report.url = row["SOURCEURL"];
  read.report.outlet = host_of(row["SOURCEURL"]);
  read.report.title = title_of(codes, row, *cameo);
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
