// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "brink/result.h"
#include "knowledge/phrases.h"

namespace brink {

// Words of which names of military units and of weapons are made, from units.tsv.
class Units {
 public:
  // What a word needs before it so that it tells a military unit.
  enum class Needs { kNothing, kNumber, kBranch };
  struct Hit {
    std::size_t end = 0;            // atom after the last; 0: nothing
    Needs needs = Needs::kNothing;  // of a branch: kBranch for one said of other things, too
  };

  static Result<Units> read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                            Vocabulary& words);

  // The longest echelon ("carrier strike group") that begins at atoms[at].
  Hit echelon_at(std::span<const Atom> atoms, std::size_t at) const;
  // The longest branch ("motor rifle") that begins at atoms[at].
  Hit branch_at(std::span<const Atom> atoms, std::size_t at) const;
  // The atom after the longest noun behind a designation ("fighter jets") that begins at
  // atoms[at]; 0: none.
  std::size_t kit_at(std::span<const Atom> atoms, std::size_t at) const {
    return kit_.longest(atoms, at).end;
  }

 private:
  friend struct KnowledgeFields;
  Phrases* phrases_named(std::string_view kind);  // nullptr when there are none
  static Hit hit_of(const Phrases& phrases, std::span<const Atom> atoms, std::size_t at);

  Phrases echelons_{true}, branches_{true}, kit_{true};
};

}  // namespace brink
