// SPDX-License-Identifier: Apache-2.0
#include "places/context.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "knowledge/knowledge.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 8> kClues = {"before", "direction", "body", "street",
                                                    "title",  "speech",    "time", "common"};

std::string_view without_point(std::string_view word) {
  return word.size() > 1 && word.back() == '.' ? word.substr(0, word.size() - 1) : word;
}

}  // namespace

Result<Context> Context::read(const std::filesystem::path& tables,
                              const std::filesystem::path& overlay) {
  Context context;
  const Result<Table> clues =
      Table::read(tables, overlay, "gazetteer/context.tsv", {"kind", "word", "weight"}, 2);
  if (!clues) return clues.error();
  for (std::size_t i = 0; i < clues->size(); ++i) {
    const Table::Row row = clues->row(i);
    const auto kind = std::find(kClues.begin(), kClues.end(), row[0]);
    if (kind == kClues.end())
      return row.wrong("kind \"" + std::string(row[0]) + "\"", "a kind of the table's head");
    double weight = 0;
    const auto cell = row[2];
    if (std::from_chars(cell.data(), cell.data() + cell.size(), weight).ec != std::errc())
      return row.wrong("weight \"" + std::string(cell) + "\"", "a number");
    context.clues_[kind - kClues.begin()].emplace(row[1], weight);
  }
  const Result<Table> names = Table::read(tables, overlay, "words/first_names.tsv", {"name"}, 1);
  if (!names) return names.error();
  for (std::size_t i = 0; i < names->size(); ++i) context.first_names_.emplace(names->row(i)[0]);
  return context;
}

const double* Context::clue(Clue clue, std::string_view lower) const {
  const auto& words = clues_[static_cast<std::size_t>(clue)];
  const auto it = words.find(std::string(without_point(lower)));
  return it == words.end() ? nullptr : &it->second;
}

bool Context::is_first_name(std::string_view name) const {
  return first_names_.contains(std::string(name));
}

}  // namespace brink
