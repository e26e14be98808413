// SPDX-License-Identifier: Apache-2.0
#include "knowledge/units.h"

#include "knowledge/table.h"

namespace brink {
namespace {

constexpr std::uint32_t kAlone = 1, kNeedsMore = 0;  // meanings of echelons

}  // namespace

Result<Units> Units::read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                          Vocabulary& words) {
  Units units;
  auto table = Table::read(dir, overlay, "units.tsv", {"word", "forms", "kind", "alone"}, 2);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    if (row[2] != "echelon" && row[2] != "branch")
      return row.wrong("kind \"" + std::string(row[2]) + "\"", "echelon or branch");
    Phrases& phrases = row[2] == "echelon" ? units.echelons_ : units.branches_;
    const std::uint32_t meaning = row[3] == "yes" ? kAlone : kNeedsMore;
    phrases.add(row[0], meaning, words);
    for (const auto form : row.list(1)) phrases.add(form, meaning, words);
  }
  return units;
}

Units::Hit Units::echelon_at(std::span<const Atom> atoms, std::size_t at) const {
  const Phrases::Hit hit = echelons_.longest(atoms, at);
  return {hit.end, hit.end != 0 && hit.meanings.front() == kAlone};
}

Units::Hit Units::branch_at(std::span<const Atom> atoms, std::size_t at) const {
  return {branches_.longest(atoms, at).end, false};
}

}  // namespace brink
