// SPDX-License-Identifier: Apache-2.0
#include "times/tense.h"

#include <algorithm>
#include <initializer_list>

#include "base/one_of.h"
#include "base/rows.h"
#include "times/tables.h"

namespace brink::times {
namespace {

constexpr std::size_t kFarthest = 25;  // atoms looked at on each side

bool is_border(std::string_view word) {
  return word == ";" || word == ":" || word == "\"" || word == "``" || word == "''" ||
         word == "\u201c" || word == "\u201d";
}

}  // namespace

Tense::Tense() {
  const std::unordered_map<std::string_view, Cue> kinds = {
      {"past", Cue::kPast},       {"future", Cue::kFuture},   {"modal", Cue::kModal},
      {"awaited", Cue::kAwaited}, {"planned", Cue::kPlanned}, {"present", Cue::kPresent},
      {"edge", Cue::kEdge},       {"none", Cue::kNone}};
  for (const auto& row : rows_of(times_table("tense.tsv")))
    if (const auto kind = kinds.find(row[1]); kind != kinds.end()) words_[row[0]] = kind->second;
}

Tense::Cue Tense::cue(std::span<const Atom> atoms, std::size_t at) const {
  const Atom& atom = atoms[at];
  if (const auto it = words_.find(atom.lower); it != words_.end()) return it->second;
  const bool regular =
      atom.lower.size() > 4 && atom.lower.ends_with("ed") && (!atom.capital || at == 0);
  return regular ? Cue::kPast : Cue::kNone;
}

// "to resume", not "to Paris" nor "to the front".
bool Tense::is_infinitive(std::span<const Atom> atoms, std::size_t at) const {
  if (atoms[at].lower != "to" || at + 1 >= atoms.size()) return false;
  const Atom& next = atoms[at + 1];
  const bool word = next.lower.size() > 1 && next.lower.front() >= 'a' && next.lower.front() <= 'z';
  return word && !next.capital && next.readings.empty() && cue(atoms, at + 1) != Cue::kEdge;
}

Direction Tense::direction_of(std::span<const Atom> atoms, std::size_t at) const {
  switch (cue(atoms, at)) {
    case Cue::kFuture:
    case Cue::kModal:
      return Direction::kFuture;
    case Cue::kAwaited:  // "is expected", but "had been expected"
      for (std::size_t back = 1; back <= 3 && back <= at; ++back)
        if (cue(atoms, at - back) == Cue::kPast) return Direction::kPast;
      return Direction::kFuture;
    case Cue::kPlanned:  // "is set", but "set aside"
      for (std::size_t back = 1; back <= 2 && back <= at; ++back)
        if (cue(atoms, at - back) == Cue::kPresent) return Direction::kFuture;
      return Direction::kPast;
    case Cue::kPast:  // "came", but "will be delayed", "to be held"
      for (std::size_t back = 1; back <= 3 && back <= at; ++back)
        if (cue(atoms, at - back) == Cue::kModal || (is_infinitive(atoms, at - back) && back < 3))
          return Direction::kFuture;
      return Direction::kPast;
    default:
      return Direction::kOpen;
  }
}

Direction Tense::at(std::span<const Atom> atoms, std::size_t begin, std::size_t end) const {
  const std::string_view behind =
      begin > 1 ? std::string_view(atoms[begin - 1].lower) : std::string_view();
  if (is_one_of(behind, {"until", "till"})) return Direction::kFuture;  // "postponed until Tuesday"
  const bool genitive = end < atoms.size() && atoms[end].lower == "'s";
  if (genitive && !is_one_of(behind, {"before", "for", "of", "in"})) return Direction::kPast;
  bool infinitive = false;
  for (std::size_t step = 1; step <= kFarthest && step <= begin; ++step) {
    if (is_border(atoms[begin - step].lower)) break;
    if (const Direction found = direction_of(atoms, begin - step); found != Direction::kOpen)
      return found;
    infinitive |= is_infinitive(atoms, begin - step);
  }
  for (std::size_t i = end; i < atoms.size() && i < end + kFarthest; ++i) {
    if (is_border(atoms[i].lower)) break;
    if (const Direction found = direction_of(atoms, i); found != Direction::kOpen) return found;
  }
  return infinitive || behind == "by" ? Direction::kFuture : Direction::kOpen;
}

}  // namespace brink::times
