// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "times/atoms.h"

namespace brink::times {

// Which way a bare "Monday" or "March" points.
enum class Direction { kPast = -1, kOpen = 0, kFuture = 1 };

// Tells it by the verb forms and prepositions around an expression, with the cues of
// data/times/tense.tsv and regular pasts in -ed.
class Tense {
 public:
  Tense();

  // For the expression at atoms [begin, end) of a sentence. The nearest cue decides; one before
  // counts as nearer than one behind, and a clause's border stands in the way.
  Direction at(std::span<const Atom> atoms, std::size_t begin, std::size_t end) const;

 private:
  Direction cue(const Atom& atom) const;

  std::unordered_map<std::string_view, Direction> words_;
};

}  // namespace brink::times
