// SPDX-License-Identifier: Apache-2.0
#include "knowledge/units.h"

#include <optional>

#include "knowledge/table.h"

namespace brink {
namespace {

std::optional<Units::Needs> needs_of(std::string_view alone) {
  if (alone == "yes" || alone.empty()) return Units::Needs::kNothing;
  if (alone == "number") return Units::Needs::kNumber;
  if (alone == "no") return Units::Needs::kBranch;
  return {};
}

}  // namespace

Result<Units> Units::read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                          Vocabulary& words) {
  Units units;
  auto table = Table::read(dir, overlay, "units.tsv", {"word", "forms", "kind", "alone"}, 2);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    Phrases* phrases = units.phrases_named(row[2]);
    if (!phrases) return row.wrong("kind \"" + std::string(row[2]) + "\"", "echelon, branch or kit");
    const auto needs = needs_of(row[3]);
    if (!needs) return row.wrong("alone \"" + std::string(row[3]) + "\"", "yes, number or no");
    phrases->add(row[0], static_cast<std::uint32_t>(*needs), words);
    for (const auto form : row.list(1))
      phrases->add(form, static_cast<std::uint32_t>(*needs), words);
  }
  return units;
}

Phrases* Units::phrases_named(std::string_view kind) {
  if (kind == "echelon") return &echelons_;
  if (kind == "branch") return &branches_;
  return kind == "kit" ? &kit_ : nullptr;
}

Units::Hit Units::hit_of(const Phrases& phrases, std::span<const Atom> atoms, std::size_t at) {
  const Phrases::Hit hit = phrases.longest(atoms, at);
  if (!hit.end) return {};
  return {hit.end, static_cast<Needs>(hit.meanings.front())};
}

Units::Hit Units::echelon_at(std::span<const Atom> atoms, std::size_t at) const {
  return hit_of(echelons_, atoms, at);
}

Units::Hit Units::branch_at(std::span<const Atom> atoms, std::size_t at) const {
  return hit_of(branches_, atoms, at);
}

}  // namespace brink
