// SPDX-License-Identifier: Apache-2.0
// GDELT 1.0 and 2.0: one writer, the layout tells which columns there are.
#include "base/iso_time.h"
#include "base/utf8.h"
#include "exchange/cells.h"
#include "exchange/dyads.h"
#include "exchange/write.h"
#include "fmt/format.h"

namespace brink {
namespace {

// As GDELT's files have it: months of 30 days, years of 365.
std::string fraction_of(Day day) {
  const std::chrono::year_month_day date(day);
  const unsigned passed = (static_cast<unsigned>(date.month()) - 1) * 30 + static_cast<unsigned>(date.day());
  return fmt::format("{:.4f}", static_cast<int>(date.year()) + passed / 365.0);
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

void set_actor(RowWriter& row, const Codes& codes, const std::string& side, const Actor* actor) {
  if (!actor) return;
  row.set(side + "Code", codes.cameo_of_actor(*actor));
  row.set(side + "Name", upper(actor->name));
  if (codes.is_country(actor->code))
    row.set(side + "CountryCode", codes.cameo_of_country(std::string_view(actor->code).substr(0, 3)));
  row.set(side + "KnownGroupCode", codes.group_of(actor->code));
  std::size_t number = 0;
  for (const std::string& sector : actor->sector)
    if (const std::string role = codes.role_of(sector); !role.empty() && ++number <= 3)
      row.set(fmt::format("{}Type{}Code", side, number), role);
}

// Type 1 is a country, 4 a place abroad; GDELT's finer ones need an American gazetteer.
void set_place(RowWriter& row, const Codes& codes, const std::optional<Place>& place) {
  for (const char* side : {"Actor1Geo_Type", "Actor2Geo_Type"}) row.set(side, "0");
  row.set("ActionGeo_Type", "0");
  if (!place) return;
  const std::string fips = codes.fips_of(place->country), country = codes.name_of_country(place->country);
  const bool whole = codes.country_named(place->name) == place->country && !place->country.empty();
  row.set("ActionGeo_Type", whole ? "1" : "4");
  row.set("ActionGeo_FullName", whole || country.empty() ? place->name : place->name + ", " + country);
  row.set("ActionGeo_CountryCode", fips);
  row.set("ActionGeo_ADM1Code", fips);
  if (place->has_coordinates) row.set("ActionGeo_Lat", number_text(place->lat)), row.set("ActionGeo_Long", number_text(place->lon));
  if (whole) row.set("ActionGeo_FeatureID", fips);
}

void set_date(RowWriter& row, Day day) {
  const std::string text = compact(day);
  row.set("SQLDATE", text);
  row.set("MonthYear", text.substr(0, 6));
  row.set("Year", text.substr(0, 4));
  row.set("FractionDate", fraction_of(day));
}

void set_code(RowWriter& row, const Codes& codes, const std::string& cameo, double score) {
  const auto* code = codes.knowledge().ontology().cameo(cameo);
  row.set("EventCode", cameo);
  row.set("EventBaseCode", cameo.substr(0, 3));
  row.set("EventRootCode", cameo.substr(0, 2));
  row.set("QuadClass", codes.gdelt_quad_of(cameo));
  row.set("GoldsteinScale", number_text(code ? code->score : score));
}

}  // namespace

std::string gdelt_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report) {
  const bool second = layout.at("ActionGeo_ADM2Code") != Layout::kAbsent;
  std::string lines;
  for (const Dyad& dyad : dyads_of(event)) {
    RowWriter row(layout);
    row.set("GLOBALEVENTID", number_id(dyad.id));
    set_date(row, *first_day(event));
    set_actor(row, codes, "Actor1", dyad.source);
    set_actor(row, codes, "Actor2", dyad.target);
    row.set("IsRootEvent", event.sentence == 0 ? "1" : "0");
    set_code(row, codes, codes.cameo_of_event(event), event.score);
    for (const char* count : {"NumMentions", "NumSources", "NumArticles"}) row.set(count, "1");
    row.set("AvgTone", "0");
    set_place(row, codes, event.place);
    row.set("DATEADDED", compact(report_day(event, report)) + (second ? "000000" : ""));
    row.set("SOURCEURL", report.document.url);
    lines += row.tabbed();
  }
  return lines;
}

}  // namespace brink
