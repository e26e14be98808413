// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "factuality/verb_group.h"
#include "knowledge/knowledge.h"

namespace brink::factuality {

// The features that hold of one predicate, as hashes; one may come twice.
using Features = std::vector<std::uint32_t>;

// Asks a sentence for the features of its predicates: what the clause says of itself, what hangs on
// it, what it hangs on, the words beside it, the kind of sentence. Borrows all it is given. Work for
// one predicate is bounded by its children and TreeView::kMostSteps governors.
class FeatureReader {
 public:
  FeatureReader(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups);

  // Replaces what `out` holds.
  void read(std::int32_t predicate, Features& out) const;

 private:
  using Key = std::uint64_t;

  Key lemma(std::int32_t at) const { return key_at(lemmas_, at); }
  Key lower(std::int32_t at) const { return key_at(lowers_, at); }
  Key form(std::int32_t at) const { return forms_[static_cast<std::size_t>(at)]; }
  Key relation(std::int32_t at) const { return relations_[static_cast<std::size_t>(at)]; }
  Key tag(std::int32_t at) const { return tags_[static_cast<std::size_t>(at)]; }
  Key marker(std::int32_t at) const;
  Key word_of_child(std::int32_t at, std::string_view relation) const;
  Key key_at(const std::vector<Key>& keys, std::int32_t at) const;
  const VerbGroup& group(std::int32_t at) const { return groups_[static_cast<std::size_t>(at)]; }

  void read_kind_of_sentence();
  void add_group(std::int32_t at, Features& out) const;
  void add_subject(std::int32_t at, Features& out) const;
  void add_children(std::int32_t at, Features& out) const;
  void add_governor(std::int32_t low, std::int32_t at, std::size_t level, Features& out) const;
  void add_conjunction(std::int32_t low, std::int32_t at, std::size_t level, Features& out) const;
  void add_path(std::int32_t at, Features& out) const;
  void add_neighbours(std::int32_t at, Features& out) const;
  void add_cues(std::int32_t at, Features& out) const;
  void add_kind_of_sentence(std::int32_t at, Features& out) const;
  void add_noun(std::int32_t at, Features& out) const;

  const Knowledge& knowledge_;
  const TreeView& tree_;
  const std::vector<VerbGroup>& groups_;
  std::vector<Key> lemmas_, lowers_, forms_, relations_, tags_;  // by token
  bool asks_ = false, personal_ = false, addressed_ = false, conditional_ = false;
  Key kind_ = 0;  // of sentence: those and marks together
};

}  // namespace brink::factuality
