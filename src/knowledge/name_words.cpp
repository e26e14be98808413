// SPDX-License-Identifier: Apache-2.0
#include "knowledge/name_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "knowledge/cells.h"
#include "knowledge/table.h"

namespace brink {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 8> kCues = {{
    {"title", kTitleCue},
    {"body", kBodyCue},
    {"land", kLandCue},
    {"thing", kThingCue},
    {"time", kTimeCue},
    {"plain", kPlainCue},
    {"body-noun", kBodyNounCue},
    {"land-noun", kLandNounCue},
}};

constexpr std::size_t kShortestRoot = 3;  // bytes before an ending of family names

std::uint32_t cue_named(std::string_view name) {
  for (const auto& [known, bit] : kCues)
    if (known == name) return bit;
  return 0;
}

std::optional<StandIn::Kind> kind_named(std::string_view name) {
  if (name == "body") return StandIn::Kind::kBody;
  if (name == "country") return StandIn::Kind::kCountry;
  if (name == "town") return StandIn::Kind::kTown;
  return {};
}

Outcome check(const Table::Row& row, const std::vector<std::string>& sectors,
              const Ontology& ontology) {
  for (const std::string& sector : sectors)
    if (!ontology.has_sector(sector))
      return row.wrong("sector \"" + sector + "\"", "a sector of plover.tsv");
  return Done{};
}

char sex_in(std::string_view cell) { return cell.empty() ? ' ' : cell.front(); }

}  // namespace

Result<NameWords> NameWords::read(const std::filesystem::path& dir,
                                  const std::filesystem::path& overlay, const Ontology& ontology) {
  NameWords names;
  auto table =
      Table::read(dir, overlay, "words/name_words.tsv", {"word", "kind", "sector", "sex"}, 2);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    if (row[1] == "ending") {
      names.endings_[std::string(row[0])] = true;
      names.longest_ending_ = std::max(names.longest_ending_, row[0].size());
      continue;
    }
    const std::uint32_t cue = cue_named(row[1]);
    if (!cue) return row.wrong("kind \"" + std::string(row[1]) + "\"", "a kind of name words");
    NameWord& word = names.words_[std::string(row[0])];
    word.cues |= cue;
    if (word.sectors.empty()) word.sectors = strings(row.list(2));
    if (Outcome done = check(row, word.sectors, ontology); !done) return done.error();
    if (word.sex == ' ') word.sex = sex_in(row[3]);
  }
  auto given = Table::read(dir, overlay, "words/given_names.tsv", {"name", "sex"}, 1);
  if (!given) return given.error();
  for (std::size_t i = 0; i < given->size(); ++i)
    names.given_[std::string(given->row(i)[0])] = sex_in(given->row(i)[1]);
  auto stand = Table::read(dir, overlay, "words/stand_ins.tsv", {"noun", "kind", "code", "sector"}, 1);
  if (!stand) return stand.error();
  for (std::size_t i = 0; i < stand->size(); ++i) {
    const Table::Row row = stand->row(i);
    const auto kind = kind_named(row[1]);
    if (!kind) return row.wrong("kind \"" + std::string(row[1]) + "\"", "body, country or town");
    StandIn entry{*kind, strings(row.list(2)), strings(row.list(3))};
    if (Outcome done = check(row, entry.sectors, ontology); !done) return done.error();
    names.stand_ins_[std::string(row[0])] = std::move(entry);
  }
  return names;
}

const NameWord* NameWords::find(std::string_view form) const {
  if (form.size() > 2 && form.back() == '.') form.remove_suffix(1);
  const auto it = words_.find(form);
  return it == words_.end() ? nullptr : &it->second;
}

std::optional<char> NameWords::given_name(std::string_view form) const {
  const auto it = given_.find(form);
  if (it == given_.end()) return {};
  return it->second;
}

bool NameWords::ends_like_a_family(std::string_view form) const {
  for (std::size_t n = 2; n <= longest_ending_ && n + kShortestRoot <= form.size(); ++n)
    if (endings_.count(form.substr(form.size() - n))) return true;
  return false;
}

const StandIn* NameWords::stand_in(std::string_view lower) const {
  const auto it = stand_ins_.find(lower);
  return it == stand_ins_.end() ? nullptr : &it->second;
}

}  // namespace brink
