// SPDX-License-Identifier: Apache-2.0
#include "times/tense.h"

#include "base/rows.h"
#include "times/tables.h"

namespace brink::times {
namespace {

constexpr std::size_t kFarthest = 25;  // atoms looked at on each side

bool is_border(std::string_view word) {
  return word == ";" || word == ":" || word == "\"" || word == "``" || word == "''" || word == "\u201c" || word == "\u201d";
}

}  // namespace

Tense::Tense() {
  for (const auto& row : rows_of(times_table("tense.tsv")))
    if (row[1] == "past")
      words_[row[0]] = Direction::kPast;
    else if (row[1] == "future")
      words_[row[0]] = Direction::kFuture;
    else if (row[1] == "none")
      words_[row[0]] = Direction::kOpen;
}

Direction Tense::cue(const Atom& atom) const {
  if (const auto it = words_.find(atom.lower); it != words_.end()) return it->second;
  const bool regular = atom.lower.size() > 4 && atom.lower.ends_with("ed") && !atom.capital;
  return regular ? Direction::kPast : Direction::kOpen;
}

Direction Tense::at(std::span<const Atom> atoms, std::size_t begin, std::size_t end) const {
  Direction before = Direction::kOpen, behind = Direction::kOpen;
  for (std::size_t step = 1; step <= kFarthest && step <= begin; ++step) {
    const Atom& atom = atoms[begin - step];
    if (is_border(atom.lower)) break;
    // "will be delayed", "are expected", "had been due": the auxiliary before a participle decides.
    if (before = cue(atom); before == Direction::kPast) {
      for (std::size_t back = 1; back <= 3 && back + step <= begin; ++back)
        if (cue(atoms[begin - step - back]) == Direction::kFuture) before = Direction::kFuture;
    }
    if (before != Direction::kOpen) break;
  }
  if (before != Direction::kOpen) return before;
  for (std::size_t i = end; i < atoms.size() && i < end + kFarthest; ++i) {
    if (is_border(atoms[i].lower)) break;
    if (behind = cue(atoms[i]); behind != Direction::kOpen) break;
  }
  return behind;
}

}  // namespace brink::times
