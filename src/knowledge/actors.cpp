// SPDX-License-Identifier: Apache-2.0
#include "knowledge/actors.h"

#include <algorithm>

#include "knowledge/cells.h"
#include "knowledge/table.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

Outcome check_sectors(const Table::Row& row, const std::vector<std::string>& sectors,
                      const Ontology& ontology) {
  for (const std::string& sector : sectors)
    if (!ontology.has_sector(sector))
      return row.wrong("sector \"" + sector + "\"", "a sector of plover.tsv");
  return Done{};
}

// The days of a row; empty cells are open ends.
Outcome read_days(const Table::Row& row, std::size_t from, std::size_t until, Role& role) {
  for (const std::size_t i : {from, until}) {
    if (row[i].empty()) continue;
    const auto day = read_day(row[i]);
    if (!day) return row.wrong("day \"" + std::string(row[i]) + "\"", "YYYY-MM-DD");
    (i == from ? role.from : role.until) = day;
  }
  if (role.from && role.until && *role.until < *role.from)
    return row.wrong("until before from", "an order in time");
  return Done{};
}

bool is_of_government(const Role& role) {
  for (const std::string& sector : role.sectors)
    if (sector == "GOV" || sector == "LEG" || sector == "MIL") return true;
  return false;
}

}  // namespace

const Role* role_on(const Party& party, Day day) {
  const Role* now = nullptr;
  for (const Role& role : party.roles) {  // by the day they begin
    if (role.from && day < *role.from) break;
    if (!role.until || day <= *role.until) now = &role;
  }
  return now;
}

const Role* role_before(const Party& party, Day day) {
  const Role* last = nullptr;
  for (const Role& role : party.roles)
    if (role.until && *role.until < day) last = &role;
  return last;
}

Capacity capacity_of(const Party& party, Day day) {
  if (const Role* now = role_on(party, day)) return {now->code, now->sectors};
  const bool person = party.kind == Party::Kind::kPerson;
  if (const Role* last = role_before(party, day)) {
    if (person && is_of_government(*last)) return {last->code, {"ELI"}};
    return {last->code, last->sectors};
  }
  if (party.roles.empty()) return {};
  const Role& first = party.roles.front();
  return {first.code, person ? std::vector<std::string>{} : first.sectors};
}

Result<Actors> Actors::read(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                            Vocabulary& words) {
  Actors actors;
  if (Outcome done = actors.read_countries(dir, overlay, ontology, words); !done)
    return done.error();
  if (Outcome done = actors.read_organisations(dir, overlay, ontology, words); !done)
    return done.error();
  if (Outcome done = actors.read_people(dir, overlay, ontology, words); !done) return done.error();
  if (Outcome done = actors.read_agents(dir, overlay, ontology, words); !done) return done.error();
  if (Outcome done = actors.read_places(dir, overlay, words); !done) return done.error();
  Result<Table> traps = Table::read(dir, overlay, "actors/traps.tsv", {"phrase"}, 1);
  if (!traps) return traps.error();
  for (std::size_t i = 0; i < traps->size(); ++i)
    actors.add_name(traps->row(i)[0], Naming::kTrap, 0, words);
  return actors;
}

Outcome Actors::read_countries(const fs::path& dir, const fs::path& overlay,
                               const Ontology& ontology, Vocabulary& words) {
  Result<Table> table = Table::read(dir, overlay, "actors/countries.tsv",
                                    {"code", "name", "also", "demonym", "capital", "seat", "sector",
                                     "lat", "lon", "?from", "?until"},
                                    1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto lat = read_number(row[7]), lon = read_number(row[8]);
    if (!lat || !lon) return row.wrong("no coordinates", "lat and lon in degrees");
    Role role{std::string(row[0].substr(0, 3)), strings(row.list(6)), "", {}, {}};
    if (Outcome done = read_days(row, 9, 10, role); !done) return done;
    if (Outcome done = check_sectors(row, role.sectors, ontology); !done) return done;
    const std::uint32_t index = party_named(Party::Kind::kCountry, row[1]);
    Party& party = parties_[index];
    party.roles = {std::move(role)};
    party.lat = *lat;
    party.lon = *lon;
    by_country_[std::string(row[0])] = index;
    add_name(row[1], Naming::kCountry, index, words);
    for (const auto name : row.list(2)) add_name(name, Naming::kCountry, index, words);
    for (const auto name : row.list(3)) add_name(name, Naming::kDemonym, index, words);
    for (const auto name : row.list(4)) add_name(name, Naming::kCapital, index, words);
    for (const auto name : row.list(5)) add_name(name, Naming::kSeat, index, words);
  }
  return Done{};
}

Outcome Actors::read_organisations(const fs::path& dir, const fs::path& overlay,
                                   const Ontology& ontology, Vocabulary& words) {
  Result<Table> table = Table::read(dir, overlay, "actors/organisations.tsv",
                                    {"name", "from", "until", "code", "sector", "also"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    Role role{std::string(row[3]), strings(row.list(4)), "", {}, {}};
    if (Outcome done = read_days(row, 1, 2, role); !done) return done;
    if (Outcome done = check_sectors(row, role.sectors, ontology); !done) return done;
    if (role.code.empty()) return row.wrong("no code", "the code that events carry");
    const std::uint32_t index = party_named(Party::Kind::kOrganisation, row[0]);
    parties_[index].roles.push_back(std::move(role));
    add_name(row[0], Naming::kOrganisation, index, words);
    for (const auto name : row.list(5)) add_name(name, Naming::kOrganisation, index, words);
  }
  return Done{};
}

Outcome Actors::read_people(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                            Vocabulary& words) {
  Result<Table> table = Table::read(
      dir, overlay, "actors/people.tsv",
      {"name", "from", "until", "code", "sector", "title", "family", "alone", "sex", "also"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    Role role{std::string(row[3]), strings(row.list(4)), std::string(row[5]), {}, {}};
    if (Outcome done = read_days(row, 1, 2, role); !done) return done;
    if (Outcome done = check_sectors(row, role.sectors, ontology); !done) return done;
    if (role.code.empty()) return row.wrong("no code", "the code that events carry");
    if (row[7] != "yes" && row[7] != "no")
      return row.wrong("alone \"" + std::string(row[7]) + "\"", "yes or no");
    const std::uint32_t index = party_named(Party::Kind::kPerson, row[0]);
    Party& party = parties_[index];
    party.roles.push_back(std::move(role));
    party.family = row[6];
    party.sex = row[8].empty() ? ' ' : row[8].front();
    add_name(row[0], Naming::kPerson, index, words);
    for (const auto name : row.list(9)) add_name(name, Naming::kPerson, index, words);
    if (party.family.empty() || party.family == party.name) continue;
    add_name(party.family, row[7] == "yes" ? Naming::kFamily : Naming::kFamilyLater, index, words);
  }
  for (Party& party : parties_)
    std::stable_sort(party.roles.begin(), party.roles.end(),
                     [](const Role& a, const Role& b) { return a.from < b.from; });
  return Done{};
}

Outcome Actors::read_agents(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                            Vocabulary& words) {
  Result<Table> table =
      Table::read(dir, overlay, "agents.tsv", {"agent", "forms", "sector", "title", "country"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    Agent agent{std::string(row[0]), strings(row.list(2)), row[3] == "yes", std::string(row[4])};
    if (Outcome done = check_sectors(row, agent.sectors, ontology); !done) return done;
    const auto index = static_cast<std::uint32_t>(agents_.size());
    agents_.push_back(std::move(agent));
    agent_words_.add(row[0], index, words);
    for (const auto form : row.list(1)) agent_words_.add(form, index, words);
  }
  return Done{};
}

Outcome Actors::read_places(const fs::path& dir, const fs::path& overlay, Vocabulary& words) {
  Result<Table> table = Table::read(
      dir, overlay, "places", {"name", "kind", "country", "lat", "lon", "geonames", "also"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto lat = read_number(row[3]), lon = read_number(row[4]);
    if (!lat || !lon) return row.wrong("no coordinates", "lat and lon in degrees");
    const auto id = row[5].empty() ? std::optional<double>(0) : read_number(row[5]);
    if (!id) return row.wrong("geonames \"" + std::string(row[5]) + "\"", "a number");
    const auto index = static_cast<std::uint32_t>(places_.size());
    places_.push_back({std::string(row[0]), std::string(row[2]), std::string(row[1]), *lat, *lon,
                       static_cast<std::int64_t>(*id)});
    add_name(row[0], Naming::kPlace, index, words);
    for (const auto name : row.list(6)) add_name(name, Naming::kPlace, index, words);
  }
  return Done{};
}

void Actors::add_name(std::string_view name, Naming naming, std::uint32_t index,
                      Vocabulary& words) {
  meanings_.push_back({naming, index});
  names_.add(name, static_cast<std::uint32_t>(meanings_.size() - 1), words);
}

std::uint32_t Actors::party_named(Party::Kind kind, std::string_view name) {
  const std::string key = std::to_string(static_cast<int>(kind)) + std::string(name);
  const auto [it, fresh] =
      by_kind_and_name_.try_emplace(key, static_cast<std::uint32_t>(parties_.size()));
  if (fresh) {
    parties_.emplace_back();
    parties_.back().kind = kind;
    parties_.back().name = name;
  }
  return it->second;
}

Actors::Found Actors::name_at(std::span<const Atom> atoms, std::size_t at) const {
  const Phrases::Hit hit = names_.longest(atoms, at);
  return {hit.end, hit.meanings};
}

Actors::Found Actors::agent_at(std::span<const Atom> atoms, std::size_t at) const {
  const Phrases::Hit hit = agent_words_.longest(atoms, at);
  return {hit.end, hit.meanings};
}

std::vector<std::uint32_t> Actors::named(std::string_view text, const Vocabulary& words) const {
  std::vector<std::uint32_t> found;
  if (const auto it = by_country_.find(std::string(text)); it != by_country_.end())
    found.push_back(it->second);
  std::vector<Atom> atoms;
  for_each_atom(text, [&](std::string_view piece) {
    atoms.push_back({words.find(piece), 0, static_cast<std::uint32_t>(atoms.size()), true, true});
  });
  if (atoms.empty()) return found;
  const Found hit = name_at(atoms, 0);
  if (hit.end != atoms.size()) return found.empty() ? organisations_of(text) : found;
  for (const std::uint32_t number : hit.meanings) {
    const NameMeaning m = meaning(number);
    if (m.naming == Naming::kTrap || m.naming == Naming::kPlace) continue;
    if (std::find(found.begin(), found.end(), m.index) == found.end()) found.push_back(m.index);
  }
  return found;
}

std::vector<std::uint32_t> Actors::organisations_of(std::string_view code) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < parties_.size(); ++i)
    if (parties_[i].kind == Party::Kind::kOrganisation && parties_[i].roles.front().code == code)
      found.push_back(i);
  return found;
}

const Party* Actors::country(std::string_view code) const {
  const auto it = by_country_.find(std::string(code));
  return it == by_country_.end() ? nullptr : &parties_[it->second];
}

}  // namespace brink
