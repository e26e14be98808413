// SPDX-License-Identifier: Apache-2.0
// TABARI's and PETRARCH's lines, and Phoenix, which takes them apart.
#include <algorithm>

#include "exchange/cells.h"
#include "exchange/dyads.h"
#include "exchange/write.h"

namespace brink {
namespace {

std::string actor_text(const Codes& codes, const Actor* actor) {
  return actor ? codes.cameo_of_actor(*actor) : std::string();
}

std::string sentence_id(const Event& event, const StoredDocument& report) {
  return report.document.id + "_" + std::to_string(event.sentence + 1);
}

// The roles that Phoenix gives a column of their own.
bool is_primary(std::string_view role) {
  static constexpr std::string_view kPrimary[] = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD",
                                                  "SPY", "MED", "EDU", "BUS", "CRM", "CVL"};
  return std::find(std::begin(kPrimary), std::end(kPrimary), role) != std::end(kPrimary);
}

void set_phoenix_actor(RowWriter& row, const std::string& side, const std::string& code) {
  row.set(side + "ActorFull", code);
  row.set(side + "ActorEntity", code.substr(0, 3));
  std::size_t at = 3;
  if (code.size() >= 6 && is_primary(code.substr(3, 3))) row.set(side + "ActorRole", code.substr(3, 3)), at = 6;
  std::vector<std::string> rest;
  for (; at < code.size(); at += 3) rest.push_back(code.substr(at, 3));
  row.set(side + "ActorAttribute", joined(rest, ";"));
}

}  // namespace

std::string cameo_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report) {
  std::string lines;
  for (const Dyad& dyad : dyads_of(event)) {
    RowWriter row(layout);
    row.set("Date", compact(*first_day(event)));
    row.set("Source", actor_text(codes, dyad.source));
    row.set("Target", actor_text(codes, dyad.target));
    row.set("Code", codes.cameo_of_event(event));
    row.set("IDs", sentence_id(event, report));
    row.set("Sources", report.document.outlet);
    lines += row.tabbed("---");
  }
  return lines;
}

std::string phoenix_lines(const Codes& codes, const Layout& layout, const Event& event,
                          const StoredDocument& report) {
  const std::string cameo = codes.cameo_of_event(event);
  const auto* code = codes.knowledge().ontology().cameo(cameo);
  const std::string day = compact(*first_day(event));
  std::string lines;
  for (const Dyad& dyad : dyads_of(event)) {
    RowWriter row(layout);
    row.set("EventID", number_id(dyad.id));
    row.set("Date", day);
    row.set("Year", day.substr(0, 4));
    row.set("Month", day.substr(4, 2));
    row.set("Day", day.substr(6, 2));
    set_phoenix_actor(row, "Source", actor_text(codes, dyad.source));
    set_phoenix_actor(row, "Target", actor_text(codes, dyad.target));
    row.set("EventCode", cameo);
    row.set("EventRootCode", cameo.substr(0, 2));
    row.set("QuadClass", codes.phoenix_quad_of(cameo));
    row.set("GoldsteinScore", number_text(code ? code->score : event.score));
    if (event.place) {
      if (event.place->has_coordinates) row.set("Lat", number_text(event.place->lat)), row.set("Lon", number_text(event.place->lon));
      row.set("LocationName", event.place->name);
      row.set("CountryCode", event.place->country);
    }
    row.set("SentenceID", sentence_id(event, report));
    row.set("URLs", report.document.url);
    row.set("NewsSources", report.document.outlet);
    lines += row.tabbed();
  }
  return lines;
}

}  // namespace brink
