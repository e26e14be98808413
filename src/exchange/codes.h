// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "brink/event.h"
#include "knowledge/knowledge.h"

namespace brink {

// What other people's codes mean, by the tables of data/exchange/: countries, organisations, roles,
// sectors, names of CAMEO codes. Unknown codes give "". Immutable; `knowledge` must outlive it.
class Codes {
 public:
  explicit Codes(const Knowledge& knowledge);

  const Knowledge& knowledge() const { return knowledge_; }

  // Countries, by our codes (ISO 3166-1 alpha-3).
  std::string country_of_fips(std::string_view fips) const;
  std::string fips_of(std::string_view country) const;
  std::string country_named(std::string_view name) const;  // names of ICEWS and POLECAT, or a code
  std::string name_of_country(std::string_view country) const;  // as ICEWS writes it
  std::string cow_of(std::string_view country) const;  // "365"
  bool is_country(std::string_view code) const { return knowledge_.actors().country(code) != nullptr; }

  // Actors as CAMEO strings: "RUSGOVMIL", "IGOWSTNAT", "REB"; "" for one of whom nothing is known.
  std::string cameo_of_actor(const Actor& actor) const;
  std::string cameo_of_country(std::string_view country) const;
  // What such a string says; code "UNK" where it names nobody. Pieces that nobody knows are dropped.
  Actor actor_of_cameo(std::string_view text) const;

  // Organisations.
  std::string group_of(std::string_view code) const;  // GDELT's known group
  std::string code_of_group(std::string_view group) const;
  // PLOVER's 3 letters: the country, or UNO, EUR, IGO, NGO, IMG, MNC.
  std::string plover_code_of(const Actor& actor) const;

  // Sectors. CAMEO's role of a PLOVER sector; the PLOVER sector of a role, or of ICEWS's name of one.
  std::string role_of(std::string_view sector) const;
  std::string sector_of_role(std::string_view role) const;
  std::string icews_name_of(std::string_view sector) const;
  std::string sector_named(std::string_view icews_name) const;
  bool is_sector(std::string_view code) const { return knowledge_.ontology().has_sector(code); }

  // CAMEO codes by ICEWS's names ("Make statement", "Make_statement").
  std::string code_named(std::string_view name) const;
  std::string name_of_code(std::string_view code) const;
  // A code as it was meant: bad characters at its ends (quotes, blanks, ".0") go, a lost leading zero
  // comes back. `root`: what the data set says the first two digits are, "" when it does not.
  // `shortest`: digits that the data set's codes have at least. Nothing when that gives no code.
  std::optional<std::string> repaired(std::string_view text, std::string_view root = "",
                                      std::size_t shortest = 2) const;
  // The event's code, or where it has none the first of its type and mode, or that of its type.
  std::string cameo_of_event(const Event& event) const;
  std::string gdelt_quad_of(std::string_view cameo) const;
  std::string phoenix_quad_of(std::string_view cameo) const;

 private:
  using Map = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;
  static std::string find(const Map& map, std::string_view key);

  void read_countries();
  void read_organisations();
  void read_sectors();
  void read_cameo();
  bool is_code(std::string_view code) const { return knowledge_.ontology().cameo(code) != nullptr; }

  const Knowledge& knowledge_;
  Map fips_to_country_, country_to_fips_, name_to_country_, country_to_name_, country_to_cow_;
  Map cameo_to_country_, country_to_cameo_;
  Map cameo_to_organisation_, organisation_to_cameo_, group_to_organisation_, organisation_to_group_;
  Map organisation_class_;
  Map role_to_sector_, sector_to_role_, icews_to_sector_, sector_to_icews_;
  Map name_to_cameo_, cameo_to_name_, type_to_cameo_, root_to_gdelt_, root_to_phoenix_;
};

}  // namespace brink
