// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "brink/time.h"
#include "knowledge/ontology.h"
#include "knowledge/phrases.h"

namespace brink {

// How a name names.
enum class Naming {
  kCountry,       // "France"
  kDemonym,       // "French"
  kCapital,       // "Paris"
  kSeat,          // "Élysée"
  kOrganisation,  // "NATO"
  kPerson,        // "Emmanuel Macron"
  kFamily,        // "Macron", good by itself
  kFamilyLater,   // "Johnson", good after "Boris Johnson" or behind a title
  kPlace,         // "Eastern Europe"
  kTrap,          // "Turkey dinner"
};

struct Role {
  std::string code;
  std::vector<std::string> sectors;
  std::string title;
  std::optional<Day> from, until;
};

// A country, an organisation or a person.
struct Party {
  enum class Kind { kCountry, kOrganisation, kPerson } kind = Kind::kCountry;
  std::string name;
  std::vector<Role> roles;  // by date; a country has one
  std::string family;       // persons
  char sex = ' ';           // persons: 'm', 'f'
  double lat = 0, lon = 0;  // countries
};

// For whom a party acts on a day.
struct Capacity {
  std::string code;
  std::vector<std::string> sectors;
};
// The role of that day, of several the one that began last; between roles and after the last the
// one before, and then ELI if it was of government; before the first the first one's code without
// sector.
Capacity capacity_of(const Party& party, Day day);
// The role of that day, of several the one that began last; nullptr when none is in force.
const Role* role_on(const Party& party, Day day);
// Of the roles that ended before the day the one that began last; nullptr when there is none.
const Role* role_before(const Party& party, Day day);

// A word for one who acts: "troops".
struct Agent {
  std::string word;
  std::vector<std::string> sectors;
  bool title = false;
  std::string country;
};

struct PlaceEntry {
  std::string name, country, kind;
  double lat = 0, lon = 0;
  std::int64_t geonames = 0;
};

struct NameMeaning {
  Naming naming;
  std::uint32_t index;  // into parties, or into places for kPlace
};

class Actors {
 public:
  static Result<Actors> read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                             const Ontology& ontology, Vocabulary& words);

  struct Found {
    std::size_t end = 0;                      // atom after the last; 0: nothing
    std::span<const std::uint32_t> meanings;  // for meaning()
  };
  // The longest name, or agent's word, that begins at atoms[at].
  Found name_at(std::span<const Atom> atoms, std::size_t at) const;
  Found agent_at(std::span<const Atom> atoms, std::size_t at) const;

  NameMeaning meaning(std::uint32_t number) const { return meanings_[number]; }
  const Party& party(std::uint32_t index) const { return parties_[index]; }
  std::size_t party_count() const { return parties_.size(); }
  const PlaceEntry& place(std::uint32_t index) const { return places_[index]; }
  const Agent& agent(std::uint32_t index) const { return agents_[index]; }

  // A party by what a user types: a name, another spelling, a country's code; where that finds
  // nothing the code of an organisation, which may be several parties'.
  std::vector<std::uint32_t> named(std::string_view text, const Vocabulary& words) const;
  const Party* country(std::string_view code) const;  // nullptr when there is none

 private:
  friend struct KnowledgeFields;
  Outcome read_countries(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                         const Ontology& ontology, Vocabulary& words);
  Outcome read_organisations(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                             const Ontology& ontology, Vocabulary& words);
  Outcome read_people(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                      const Ontology& ontology, Vocabulary& words);
  Outcome read_agents(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                      const Ontology& ontology, Vocabulary& words);
  Outcome read_places(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                      Vocabulary& words);
  void add_name(std::string_view name, Naming naming, std::uint32_t index, Vocabulary& words);
  std::vector<std::uint32_t> organisations_of(std::string_view code) const;
  // The party of that kind and name; made when there is none.
  std::uint32_t party_named(Party::Kind kind, std::string_view name);

  std::vector<Party> parties_;
  std::vector<PlaceEntry> places_;
  std::vector<Agent> agents_;
  std::vector<NameMeaning> meanings_;
  Vocabulary kinds_and_names_;  // number n: parties_[n - 1]
  std::unordered_map<std::string, std::uint32_t> by_country_;
  Phrases names_{false}, agent_words_{true};
};

}  // namespace brink
