// SPDX-License-Identifier: Apache-2.0
#include "exchange/actor_names.h"

#include <algorithm>

#include "base/rows.h"
#include "base/utf8.h"
#include "exchange/cells.h"
#include "exchange/tables.h"

namespace brink {
namespace {

// "Military (Russia)" -> {"Military", "Russia"}; {"Military", ""} without brackets.
std::pair<std::string, std::string> without_brackets(const std::string& name) {
  const std::size_t open = name.rfind(" (");
  if (open == std::string::npos || !name.ends_with(')')) return {name, ""};
  return {name.substr(0, open), name.substr(open + 2, name.size() - open - 3)};
}

// Words of actors of data sets that agents.tsv has not, with their sectors.
const std::unordered_map<std::string, std::vector<std::string>>& generic_actors() {
  static const auto kTable = [] {
    std::unordered_map<std::string, std::vector<std::string>> table;
    for (const auto& row : rows_of(exchange_table("generic_actors.tsv")))
      if (row.size() > 1) table.emplace(fold_case(row[0]), list_of(row[1], ";"));
    return table;
  }();
  return kTable;
}

}  // namespace

std::vector<std::string> ActorNames::sectors_of_words(const std::string& text) const {
  if (const auto it = generic_actors().find(fold_case(text)); it != generic_actors().end()) return it->second;
  std::vector<Token> tokens;
  std::vector<std::string> lower;
  for (const std::string& word : list_of(text, " /")) {
    tokens.emplace_back().form = word;
    lower.push_back(fold_case(word));
  }
  const Knowledge& knowledge = codes_.knowledge();
  const std::vector<Atom> atoms = knowledge.atoms_of(tokens, lower);
  std::vector<std::string> sectors;
  for (std::size_t at = 0; at < atoms.size();) {
    const Actors::Found found = knowledge.actors().agent_at(atoms, at);
    for (const std::uint32_t number : found.meanings) {
      sectors = knowledge.actors().agent(number).sectors;  // the last word is the head
      break;
    }
    at = std::max(at + 1, found.end);
  }
  return sectors;
}

// Data sets write names in full and with capitals of their own: "Sergey Viktorovich Lavrov", "Kim
// Jong-Un", "Abdel Fattah Al-Sisi".
std::vector<const Party*> ActorNames::person_named(const std::string& name) const {
  std::string small = name;
  for (std::size_t i = 1; i < small.size(); ++i)
    if (small[i - 1] == '-' && small[i] >= 'A' && small[i] <= 'Z') small[i] = static_cast<char>(small[i] - 'A' + 'a');
  std::vector<std::string> tries = {small};
  for (std::size_t at = 0; (at = name.find(" Al-", at)) != std::string::npos; ++at)
    tries.push_back(std::string(name).replace(at, 4, " al-"));
  if (const auto words = list_of(name, " "); words.size() > 2) tries.push_back(words.front() + " " + words.back());
  for (const std::string& other : tries) {
    auto found = codes_.knowledge().who_is(other);
    std::erase_if(found, [](const Party* party) { return party->kind != Party::Kind::kPerson; });
    if (!found.empty()) return found;
  }
  return {};
}

ActorNames::Known ActorNames::look_up(const std::string& name) const {
  Known known;
  const auto [head, bracketed] = without_brackets(name);
  if (!bracketed.empty()) known.country = codes_.country_named(bracketed);
  if (known.country.empty()) known.parties = codes_.knowledge().who_is(name);
  if (known.parties.empty() && known.country.empty()) known.country = codes_.country_named(name);
  if (known.parties.empty() && known.country.empty()) {
    // "Militant (Taliban)"
    known.parties = bracketed.empty() ? person_named(name) : codes_.knowledge().who_is(bracketed);
  }
  if (known.parties.empty()) known.sectors = sectors_of_words(known.country.empty() ? name : head);
  return known;
}

ActorNames::Known ActorNames::known(const std::string& name) const {
  const std::lock_guard<std::mutex> guard(lock_);
  if (const auto it = held_.find(name); it != held_.end()) return it->second;
  if (held_.size() >= kMostHeld) held_.clear();
  return held_.emplace(name, look_up(name)).first->second;
}

bool ActorNames::knows(std::string_view name) const { return !known(clean(name)).parties.empty(); }

Actor ActorNames::who(std::string_view name, std::string_view country, Day day) const {
  Actor actor;
  actor.name = clean(name);
  const std::string said = clean(country);
  const std::string code = said.empty() ? std::string() : codes_.country_named(said);
  const Known known = actor.name.empty() ? Known{} : this->known(actor.name);
  for (const Party* party : known.parties) {
    const Capacity capacity = capacity_of(*party, day);
    if (!code.empty() && capacity.code != code) continue;  // a namesake
    actor.code = capacity.code;
    actor.sector = capacity.sectors;
    return actor;
  }
  actor.code = !code.empty() ? code : known.country.empty() ? "UNK" : known.country;
  actor.sector = known.sectors;
  return actor;
}

}  // namespace brink
