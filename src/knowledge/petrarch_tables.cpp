// SPDX-License-Identifier: Apache-2.0
// Dictionaries of actors and agents as rows of our own tables, so that they lie over them.
#include <algorithm>
#include <set>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

// PLOVER's sector of a CAMEO role; "" where it has none.
std::string sector_of(const std::string& role) {
  static constexpr std::pair<std::string_view, std::string_view> kOther[] = {
      {"CIV", "CVL"}, {"HLH", "MED"}, {"INS", "REB"}, {"MED", "JRN"}, {"NGO", "SOC"}, {"RAD", "REB"}, {"SEP", "REB"}, {"SET", "CVL"}};
  static constexpr std::string_view kSame[] = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JUD", "LAB", "LEG",
                                               "MIL", "OPP", "PRM", "PTY", "REB", "REF", "REL", "SPY", "UAF"};
  for (const auto& [cameo, plover] : kOther)
    if (role == cameo) return std::string(plover);
  return std::find(std::begin(kSame), std::end(kSame), role) == std::end(kSame) ? std::string() : role;
}

// The sectors of the roles in a code from byte `from` on, each once.
std::vector<std::string> sectors_from(const std::string& code, std::size_t from) {
  std::vector<std::string> sectors;
  for (std::size_t at = from; at + 3 <= code.size(); at += 3)
    if (std::string sector = sector_of(code.substr(at, 3));
        !sector.empty() && std::find(sectors.begin(), sectors.end(), sector) == sectors.end())
      sectors.push_back(std::move(sector));
  return sectors;
}

std::string as_cell(const std::vector<std::string>& list) {
  std::string cell;
  for (const std::string& item : list) cell += (cell.empty() ? "" : "; ") + item;
  return cell;
}

// "UNITED STATES OF AMERICA" -> "United States of America"; a word of at most five letters that stands
// alone may be letters ("NATO") and is kept too.
std::vector<std::string> spellings(const std::string& name) {
  static const std::set<std::string> kSmall = {"OF", "THE", "AND", "FOR", "IN", "ON", "DE", "LA", "DU", "AL", "BIN", "TO"};
  std::string titled, word;
  bool first = true;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != ' ' && name[i] != '-') {
      word += name[i];
      continue;
    }
    std::string cased = fold_case(word);
    const bool dotted = word.find('.') != std::string::npos;
    if (dotted) cased = word;
    else if (!cased.empty() && (first || !kSmall.contains(word)) && cased[0] >= 'a' && cased[0] <= 'z') cased[0] = static_cast<char>(cased[0] - 'a' + 'A');
    titled += cased;
    if (i < name.size()) titled += name[i];
    word.clear();
    first = false;
  }
  std::vector<std::string> all = {titled};
  if (name.size() <= 5 && name.find(' ') == std::string::npos && name != titled) all.push_back(name);
  return all;
}

// A cell: nothing in it may part cells or lists.
bool fits_a_cell(const std::string& text) {
  return !text.empty() && text.size() < 200 && text.find_first_of("\t\n;") == std::string::npos && text[0] != '#' && text != "-";
}

std::string actors_table(const Dictionaries& dictionaries) {
  std::string table = "name\tfrom\tuntil\tcode\tsector\talso\tseat\tsource\n";
  std::set<std::string> keys;
  for (const DictionaryActor& actor : dictionaries.actors()) {
    std::vector<std::string> names;
    for (const std::string& name : actor.names)
      for (std::string& spelling : spellings(name))
        if (fits_a_cell(spelling) && std::find(names.begin(), names.end(), spelling) == names.end()) names.push_back(std::move(spelling));
    if (names.empty()) continue;
    std::string also;
    for (std::size_t i = 1; i < names.size(); ++i) also += (i > 1 ? "; " : "") + names[i];
    for (const DatedCode& dated : actor.codes) {
      const auto [code, sectors] = capacity_of_code(dated.code);
      const std::string from = dated.from ? to_iso(*dated.from) : "", until = dated.until ? to_iso(*dated.until) : "";
      if (code == "UNK" || (dated.from && dated.until && *dated.until < *dated.from)) continue;
      if (!keys.insert(names[0] + "\t" + from).second) continue;
      table += names[0] + "\t" + from + "\t" + until + "\t" + code + "\t" + as_cell(sectors) + "\t" + also + "\t\tdictionary\n";
    }
  }
  return keys.empty() ? std::string() : table;
}

std::string agents_table(const Dictionaries& dictionaries) {
  std::string table = "agent\tforms\tsector\ttitle\tcountry\tsource\n";
  std::set<std::string> keys;
  for (const DictionaryAgent& agent : dictionaries.agents()) {
    const std::string sectors = as_cell(sectors_from(agent.code, 0));
    const std::string name = fold_case(agent.names.front());
    if (!fits_a_cell(name) || !keys.insert(name).second) continue;
    std::string forms;
    for (std::size_t i = 1; i < agent.names.size(); ++i)
      if (fits_a_cell(agent.names[i])) forms += (forms.empty() ? "" : "; ") + fold_case(agent.names[i]);
    table += name + "\t" + forms + "\t" + sectors + "\tno\t\tdictionary\n";
  }
  return keys.empty() ? std::string() : table;
}

}  // namespace

Capacity capacity_of_code(const std::string& code) {
  static constexpr std::string_view kNonState[] = {"IGO", "NGO", "NGM", "MNC", "IMG"};
  const std::string head = code.substr(0, 3);
  if (head.size() < 3 || head == "---" || head == "+++" || head == "###") return {"UNK", sectors_from(code, 3)};
  if (std::find(std::begin(kNonState), std::end(kNonState), head) != std::end(kNonState)) return {code, {}};
  if (!sector_of(head).empty()) return {"UNK", sectors_from(code, 0)};
  return {head, sectors_from(code, 3)};
}

std::string table_of_dictionaries(const std::filesystem::path& folder, std::string_view name) {
  const bool actors = name == "actors/organisations.tsv", agents = name == "agents.tsv";
  if (!actors && !agents) return {};
  const auto dictionaries = Dictionaries::read(folder);
  if (!dictionaries) return {};
  return actors ? actors_table(*dictionaries) : agents_table(*dictionaries);
}

}  // namespace brink
