// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "brink/result.h"
#include "knowledge/phrases.h"

namespace brink {

// Words of which names of military units are made, from units.tsv.
class Units {
 public:
  static Result<Units> read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                            Vocabulary& words);

  struct Hit {
    std::size_t end = 0;  // atom after the last; 0: nothing
    bool alone = false;   // of an echelon: tells a military unit by itself
  };
  // The longest echelon ("carrier strike group") that begins at atoms[at].
  Hit echelon_at(std::span<const Atom> atoms, std::size_t at) const;
  // The longest branch ("motor rifle") that begins at atoms[at].
  Hit branch_at(std::span<const Atom> atoms, std::size_t at) const;

 private:
  Phrases echelons_{true}, branches_{true};
};

}  // namespace brink
