// SPDX-License-Identifier: Apache-2.0
#include "places/states.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "knowledge/knowledge.h"

namespace brink {
namespace {

std::optional<double> number_in(std::string_view cell) {
  double number = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (cell.empty() || read.ptr != cell.data() + cell.size()) return {};
  return number;
}

std::string capitals(std::string_view name) {
  std::string upper(name);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

}  // namespace

Result<States> States::read(const std::filesystem::path& tables,
                            const std::filesystem::path& overlay) {
  const Result<Table> table =
      Table::read(tables, overlay, "gazetteer/states.tsv",
                  {"country", "name", "postal", "short", "lat", "lon", "geonames"}, 2);
  if (!table) return table.error();
  States states;
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto lat = number_in(row[4]), lon = number_in(row[5]), id = number_in(row[6]);
    if (!lat || !lon || !id)
      return row.wrong("no coordinates or id", "lat and lon in degrees, geonames");
    Candidate state;
    state.name = state.admin1 = std::string(row[1]);
    state.kind = PlaceKind::kRegion;
    state.country = std::string(row[0]);
    state.lat = *lat;
    state.lon = *lon;
    state.geonames = static_cast<std::int64_t>(*id);
    const auto number = static_cast<std::uint32_t>(states.states_.size());
    states.states_.push_back(std::move(state));
    states.add(row[1], {number, false});
    states.add(capitals(row[1]), {number, false});
    if (!row[2].empty()) states.add(row[2], {number, true});
    for (const auto form : row.list(3)) {
      states.add(form, {number, true});
      // A tokenizer may have left the point to the sentence: "D-Calif, told".
      if (form.back() == '.' && (form.size() > 4 || std::count(form.begin(), form.end(), '.') > 1))
        states.add(form.substr(0, form.size() - 1), {number, true});
    }
  }
  const Result<Table> demonyms =
      Table::read(tables, overlay, "gazetteer/demonyms.tsv", {"demonym", "name"}, 1);
  if (!demonyms) return demonyms.error();
  for (std::size_t i = 0; i < demonyms->size(); ++i)
    states.demonyms_.emplace(demonyms->row(i)[0], demonyms->row(i)[1]);
  return states;
}

std::string_view States::of_demonym(std::string_view text) const {
  const auto it = demonyms_.find(std::string(text));
  return it == demonyms_.end() ? std::string_view() : std::string_view(it->second);
}

void States::add(std::string_view text, Naming naming) {
  by_text_[std::string(text)].push_back(naming);
}

const std::vector<States::Naming>& States::named(std::string_view text) const {
  static const std::vector<Naming> kNone;
  const auto it = by_text_.find(std::string(text));
  return it == by_text_.end() ? kNone : it->second;
}

}  // namespace brink
