// SPDX-License-Identifier: Apache-2.0
#include "exchange/codes.h"

#include <algorithm>

#include "base/rows.h"
#include "base/utf8.h"
#include "exchange/cells.h"
#include "exchange/tables.h"

namespace brink {
namespace {

using Rows = std::vector<std::vector<std::string_view>>;

// The rows of a table without the line of column names, each filled up to `width` cells.
Rows table(std::string_view name, std::size_t width) {
  Rows rows = rows_of(exchange_table(name));
  if (!rows.empty()) rows.erase(rows.begin());
  for (auto& row : rows) row.resize(std::max(row.size(), width));
  return rows;
}

// A name as it is compared: lower case, with blanks for hyphens, underscores and commas.
std::string key_of(std::string_view name) {
  std::string key = fold_case(name);
  std::replace_if(key.begin(), key.end(), [](char c) { return c == '_' || c == '-' || c == ','; }, ' ');
  return squeeze(key);
}

// A code of TABARI's and PETRARCH's own making, as their dictionaries bring it: it is CAMEO already.
bool is_cameo_code(std::string_view code) {
  const bool capitals = std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals || code.size() % 3 != 0 || code == "UNK") return false;
  const std::string_view head = code.substr(0, 3);
  return code.size() == 3 || head == "IGO" || head == "NGO" || head == "IMG" || head == "MNC";
}

constexpr std::string_view kNonState[] = {"IGO", "NGO", "NGM", "MNC", "IMG", "ISM"};

bool is_non_state(std::string_view piece) {
  return std::find(std::begin(kNonState), std::end(kNonState), piece) != std::end(kNonState);
}

void add_once(std::vector<std::string>& list, std::string item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end())
    list.push_back(std::move(item));
}

}  // namespace

Codes::Codes(const Knowledge& knowledge) : knowledge_(knowledge) {
  read_countries();
  read_organisations();
  read_sectors();
  read_cameo();
}

std::string Codes::find(const Map& map, std::string_view key) {
  const auto it = map.find(key);
  return it == map.end() ? std::string() : it->second;
}

void Codes::read_countries() {
  for (const auto& row : table("countries.tsv", 5)) {
    const std::string code(row[0]);
    for (const std::string& fips : list_of(row[1], ";")) {
      fips_to_country_.emplace(fips, code);
      country_to_fips_.emplace(code, fips);
    }
    for (const std::string& cameo : list_of(row[2], ";")) {
      cameo_to_country_.emplace(cameo, code);
      country_to_cameo_.emplace(code, cameo);
    }
    for (const std::string& name : list_of(row[3], ";")) {
      name_to_country_.emplace(key_of(name), code);
      country_to_name_.emplace(code, name);
    }
    if (!row[4].empty()) country_to_cow_.emplace(code, row[4]);
  }
}

void Codes::read_organisations() {
  for (const auto& row : table("organisations.tsv", 4)) {
    const std::string code(row[0]);
    for (const std::string& cameo : list_of(row[1], ";")) {
      cameo_to_organisation_.emplace(cameo, code);
      organisation_to_cameo_.emplace(code, cameo);
    }
    for (const std::string& group : list_of(row[2], ";")) {
      group_to_organisation_.emplace(group, code);
      organisation_to_group_.emplace(code, group);
    }
    organisation_class_.emplace(code, row[3]);
  }
}

void Codes::read_sectors() {
  for (const auto& row : table("sectors.tsv", 4)) {
    const std::string name(row[1]), sector(row[2]);
    const bool icews = row[0] == "icews", main = row[3] == "yes";
    (icews ? icews_to_sector_ : role_to_sector_).emplace(icews ? key_of(name) : name, sector);
    if (main) (icews ? sector_to_icews_ : sector_to_role_).emplace(sector, name);
  }
}

void Codes::read_cameo() {
  for (const auto& row : table("cameo_names.tsv", 2)) {
    name_to_cameo_.emplace(key_of(row[1]), row[0]);
    cameo_to_name_.emplace(row[0], row[1]);
    if (const auto* code = knowledge_.ontology().cameo(row[0]); code && !code->mode.empty())
      type_to_cameo_.emplace(code->type + ":" + code->mode, row[0]);
  }
  for (const auto& row : table("roots.tsv", 4)) {
    const std::string root(row[0]);
    root_to_gdelt_.emplace(root, row[1]);
    root_to_phoenix_.emplace(root, row[2]);
    for (const std::string& type : list_of(row[3], ";")) type_to_cameo_.emplace(type, root + "0");
  }
}

std::string Codes::country_of_fips(std::string_view fips) const { return find(fips_to_country_, fips); }
std::string Codes::fips_of(std::string_view country) const { return find(country_to_fips_, country); }
std::string Codes::cow_of(std::string_view country) const { return find(country_to_cow_, country); }

std::string Codes::country_named(std::string_view name) const {
  if (name == "KOS" || name == "KSV") return "XKX";
  if (name.size() == 3 && is_country(name)) return std::string(name);
  if (std::string code = find(name_to_country_, key_of(name)); !code.empty()) return code;
  for (const Party* party : knowledge_.who_is(name))
    if (party->kind == Party::Kind::kCountry && party->name.size() == name.size())
      return party->roles.front().code;
  return {};
}

std::string Codes::name_of_country(std::string_view country) const {
  return find(country_to_name_, country);
}

std::string Codes::cameo_of_country(std::string_view country) const {
  const std::string other = find(country_to_cameo_, country);
  return other.empty() ? std::string(country) : other;
}

std::string Codes::cameo_of_actor(const Actor& actor) const {
  std::string text;
  if (is_country(actor.code)) {
    text = cameo_of_country(std::string_view(actor.code).substr(0, 3));
  } else if (const std::string known = find(organisation_to_cameo_, actor.code); !known.empty()) {
    return known;
  } else if (is_cameo_code(actor.code)) {
    text = actor.code;
  } else if (actor.code != "UNK" && !actor.code.empty()) {
    text = plover_code_of(actor);
  }
  std::size_t roles = 0;  // CAMEO has room for three
  for (const std::string& sector : actor.sector)
    if (const std::string role = role_of(sector); !role.empty() && roles++ < 3) text += role;
  return text;
}

Actor Codes::actor_of_cameo(std::string_view text) const {
  Actor actor;
  actor.code = "UNK";
  std::string rest = clean(text);
  for (std::size_t size = rest.size(); size >= 3; --size)
    if (const auto it = cameo_to_organisation_.find(std::string_view(rest).substr(0, size));
        it != cameo_to_organisation_.end()) {
      actor.code = it->second;
      rest.erase(0, size);
      break;
    }
  for (std::size_t at = 0; at + 3 <= rest.size(); at += 3) {
    const std::string piece = rest.substr(at, 3);
    const std::string country = find(cameo_to_country_, piece);
    if (at == 0 && actor.code == "UNK" && (!country.empty() || is_country(piece)))
      actor.code = country.empty() ? piece : country;
    else if (at == 0 && actor.code == "UNK" && is_non_state(piece))
      actor.code = piece;
    else if (const std::string sector = sector_of_role(piece); !sector.empty())
      add_once(actor.sector, sector);
    else if (const std::string group = code_of_group(piece);
             !group.empty() && (actor.code == "UNK" || is_non_state(actor.code)))
      actor.code = group;
  }
  return actor;
}

std::string Codes::group_of(std::string_view code) const { return find(organisation_to_group_, code); }

std::string Codes::code_of_group(std::string_view group) const {
  return find(group_to_organisation_, group);
}

std::string Codes::plover_code_of(const Actor& actor) const {
  if (actor.code == "XKX") return "KOS";
  if (is_country(actor.code)) return actor.code.substr(0, 3);
  if (actor.code.empty() || actor.code == "UNK") return "UNK";
  if (is_non_state(actor.code)) return actor.code;
  if (std::string known = find(organisation_class_, actor.code); !known.empty()) return known;
  if (has_sector(actor, {"REB", "PRM", "CRM"})) return "IMG";
  if (has_sector(actor, {"SOC"})) return "NGO";
  return "IGO";
}

std::string Codes::role_of(std::string_view sector) const { return find(sector_to_role_, sector); }
std::string Codes::sector_of_role(std::string_view role) const { return find(role_to_sector_, role); }

std::string Codes::icews_name_of(std::string_view sector) const {
  return find(sector_to_icews_, sector);
}

std::string Codes::sector_named(std::string_view icews_name) const {
  return find(icews_to_sector_, key_of(icews_name));
}

std::string Codes::code_named(std::string_view name) const {
  return find(name_to_cameo_, key_of(name));
}

std::string Codes::name_of_code(std::string_view code) const { return find(cameo_to_name_, code); }

std::optional<std::string> Codes::repaired(std::string_view text, std::string_view root,
                                           std::size_t shortest) const {
  std::string code = clean(text);
  std::erase_if(code, [](char c) { return c == '\'' || c == '"' || c == '`' || c == ' '; });
  if (code.ends_with(".0")) code.resize(code.size() - 2);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (code.empty() || code.size() > 5 || !std::all_of(code.begin(), code.end(), is_digit)) return {};
  std::string wanted(clean(root));
  if (wanted.size() == 1) wanted.insert(0, "0");
  const auto fits = [&](const std::string& c) {
    return is_code(c) && c.size() >= shortest && (wanted.empty() || c.starts_with(wanted));
  };
  const std::string zeroed = "0" + code;
  if (fits(code)) return code;
  if (fits(zeroed)) return zeroed;
  // Nothing fits all that is known of it: a root alone, then a code that is finer than any of ours.
  for (const std::string& candidate : {code, zeroed})
    if (is_code(candidate) && (wanted.empty() || candidate.starts_with(wanted))) return candidate;
  for (std::string shorter = code; shorter.size() > 3;) {
    shorter.pop_back();
    if (fits(shorter)) return shorter;
  }
  return {};
}

std::string Codes::cameo_of_event(const Event& event) const {
  if (!event.cameo.empty()) return event.cameo;
  for (const std::string& mode : event.mode)
    if (std::string code = find(type_to_cameo_, event.type + ":" + mode); !code.empty()) return code;
  return find(type_to_cameo_, event.type);
}

std::string Codes::gdelt_quad_of(std::string_view cameo) const {
  return find(root_to_gdelt_, cameo.substr(0, 2));
}

std::string Codes::phoenix_quad_of(std::string_view cameo) const {
  return find(root_to_phoenix_, cameo.substr(0, 2));
}

}  // namespace brink
