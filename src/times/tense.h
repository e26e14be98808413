// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "times/atoms.h"

namespace brink::times {

// Which way a bare "Monday" or "March" points.
enum class Direction { kPast = -1, kOpen = 0, kFuture = 1 };

// Tells it by the verb forms around an expression, with the cues of data/times/tense.tsv, regular
// pasts in -ed and infinitives.
class Tense {
 public:
  Tense();

  // For the expression at atoms [begin, end) of a sentence. "until" right before it points
  // ahead, a genitive ("Tuesday's vote") back; else the nearest cue before decides, else the nearest
  // behind.
  Direction at(std::span<const Atom> atoms, std::size_t begin, std::size_t end) const;

 private:
  enum class Cue { kNone, kPast, kFuture, kModal, kAwaited, kPlanned, kPresent, kEdge };
  Cue cue(std::span<const Atom> atoms, std::size_t at) const;
  Direction direction_of(std::span<const Atom> atoms, std::size_t at) const;
  bool is_infinitive(std::span<const Atom> atoms, std::size_t at) const;

  std::unordered_map<std::string_view, Cue> words_;
};

}  // namespace brink::times
