// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "fmt/format.h"
#include "records/records.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct PlacesOptions {
  ReadingOptions reading;
  std::vector<std::string> words;
  bool json = false;
};

Json record_of(const Candidate& c) {
  Json record = {{"name", c.name},     {"kind", name_of(c.kind)},   {"country", c.country},
                 {"region", c.admin1}, {"county", c.admin2},        {"lat", c.lat},
                 {"lon", c.lon},       {"population", c.population}};
  record["geonames"] = c.geonames == 0 ? Json() : Json(c.geonames);
  return record;
}

std::string line_for_reading(const Candidate& c) {
  const std::string inside =
      c.admin2.empty() || c.admin2 == c.admin1 ? c.admin1 : c.admin2 + ", " + c.admin1;
  return fmt::format("{:<26} {:<9} {:<7} {:<38} {:>11} {:>9.3f} {:>9.3f}\n", c.name,
                     name_of(c.kind), c.country, inside,
                     c.population == 0 ? "" : std::to_string(c.population), c.lat, c.lon);
}

int run(const PlacesOptions& options) {
  int exit_code = kDone;
  const auto pipeline = open_pipeline(options.reading, exit_code);
  if (!pipeline) return exit_code;
  std::string name;
  for (const std::string& word : options.words) name += (name.empty() ? "" : " ") + word;
  const std::vector<Candidate> places = pipeline->places_named(name);
  if (places.empty())
    return complain("places: no table has a place named \"" + name + "\"", kNothingUsable);
  const bool as_records = options.json || !for_a_person();
  if (!as_records)
    fmt::print("{:<26} {:<9} {:<7} {:<38} {:>11} {:>9} {:>9}\n", "name", "kind", "country", "in",
               "population", "lat", "lon");
  for (const Candidate& place : places)
    fmt::print("{}", as_records ? brink::line_of(record_of(place)) + "\n" : line_for_reading(place));
  return kDone;
}

}  // namespace

void add_places(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PlacesOptions>();
  CLI::App* verb =
      app.add_subcommand("places", "what a name means on the map, the best known first");
  verb->add_option("NAME", options->words, "as a text has it: Springfield, \"St. Louis\", Donbas")
      ->required();
  verb->add_flag("--json", options->json, "JSON Lines on a terminal too");
  verb->add_option("--tables", options->reading.tables,
                   "folder of tables that add to or override the built-in ones")
      ->check(CLI::ExistingDirectory);
  verb->footer("Example: brink places Springfield");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
