// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/sentence.h"
#include "times/lexicon.h"

namespace brink::times {

// A token, or a part of it where it is written with hyphens ("third", "-", "quarter") or glued
// ("10", "pm"): what patterns are matched against.
struct Atom {
  std::string lower;      // without a full stop at its end, unless it is one
  Span span;              // in the document's text, with the full stop
  std::uint32_t first_token = 0, last_token = 0;
  bool capital = false;
  bool full_stop = false;  // was written with one at its end
  std::vector<Reading> readings;

  const Reading* as(Element element) const {
    for (const Reading& reading : readings)
      if (reading.element == element) return &reading;
    return nullptr;
  }
};

// The atoms of a sentence. Readings may point into the atoms' own forms: do not move them.
void read_atoms(const Lexicon& lexicon, const Sentence& sentence, std::vector<Atom>& atoms);

}  // namespace brink::times
