// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "quotes/tree.h"

namespace brink::quotes {

// Whom a sentence lays something to. Looks up at most kMostSteps ties, and
// at most kFarthest tokens to either side.
class Sources {
 public:
  // `is_quoted`, by token: within quotation marks, where no source stands.
  Sources(const Tree& tree, const std::vector<bool>& is_quoted) : tree_(tree), is_quoted_(is_quoted) {}

  // Head of the noun phrase that says, wants or thinks what the verb or adjective tells: its
  // subject; of a passive who stands behind "by"; of "went on to say", "he left, saying", "said and
  // added" the subject of the verb above; of "a letter saying" the letter.
  // A verb that is not `transitive` has no passive, whatever the tree takes it for.
  std::optional<Index> of_verb(Index cue, bool transitive = true) const;

  // Head of whom a noun belongs to: "Russia's claim", "a claim by Russia".
  std::optional<Index> of_noun(Index noun) const;

  // The noun phrase of that head without marks at its ends, cut so that it does not reach into
  // what hangs on the cue.
  Range phrase_of(Index head, Index cue) const;

  // Though the tree may take it for an adjective: "is warning voters".
  bool is_finite(Index verb) const;

 private:
  std::optional<Index> agent_of(Index verb) const;
  std::optional<Index> subject_of(Index verb) const;
  std::optional<Index> stands_before(Index verb) const;
  std::optional<Index> stands_right_before(Index verb) const;
  std::optional<Index> stands_first(Index verb) const;
  std::optional<Index> stands_last(Index verb) const;
  std::optional<Index> head_of_run(Index first) const;
  Index first_name(Index last, Index first) const;
  Index after_opening(Index i, Index verb) const;
  bool is_nominal(Index i) const;
  bool is_noun(Index i) const;
  std::optional<Index> stands_behind(Index verb) const;
  std::optional<Index> stands_apart(Index verb) const;
  bool is_inverted(Index verb) const;
  bool ends_sentence(Index head) const;
  bool is_it(Index i) const;
  Range before(Index verb, Index head) const;
  std::optional<Index> above(Index cue) const;
  std::optional<Index> controller_of(Index verb) const;
  bool may_be_finite(Index verb) const;
  bool may_speak(Index i) const;
  Index before_auxiliaries(Index verb) const;
  Index before_brackets(Index closing) const;
  Index top_of_phrase(Index i, Index verb) const;

  const Tree& tree_;
  const std::vector<bool>& is_quoted_;
};

}  // namespace brink::quotes
