// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "brink/sentence.h"

namespace brink::quotes {

// A stretch within quotation marks, the outermost ones, with its marks. Tokens are counted through
// the whole document.
struct Quotation {
  std::size_t begin = 0, end = 0;
  std::size_t paragraph = 0;    // counts from 0
  bool starts_paragraph = false;
  bool goes_on = false;         // no mark closes it, and the next paragraph opens with one

  std::size_t words() const { return end - begin - 2; }
};

// The quotations of a document in order: straight and typographic marks, double and single, ones
// within others left out. A mark that nothing closes reaches to the end of its sentence, or of its
// paragraph where the next one goes on with a mark. Linear in the tokens.
std::vector<Quotation> find_quotations(std::span<const Sentence> sentences);

}  // namespace brink::quotes
