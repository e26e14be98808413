// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/sentence.h"

namespace brink::quotes {

using Index = std::uint32_t;  // of a token in its sentence

// Tokens, end exclusive.
struct Range {
  Index begin = 0, end = 0;

  bool empty() const { return begin >= end; }
  bool contains(Index i) const { return begin <= i && i < end; }
  bool operator==(const Range&) const = default;
};

// A parsed sentence as a tree that can be asked downwards. Built in linear time; heads that lie
// outside or in a circle harm nothing. The sentence must outlive it.
class Tree {
 public:
  explicit Tree(const Sentence& sentence);

  Index size() const { return static_cast<Index>(sentence_.tokens.size()); }
  const Token& token(Index i) const { return sentence_.tokens[i]; }
  std::string_view lower(Index i) const { return lower_[i]; }
  std::string_view relation(Index i) const { return token(i).deprel; }  // "nsubj:pass"
  std::string_view base(Index i) const { return relation(i).substr(0, relation(i).find(':')); }

  std::optional<Index> head(Index i) const;
  std::span<const Index> children(Index i) const {  // in order
    return {children_.data() + first_child_[i], first_child_[i + 1] - first_child_[i]};
  }
  std::optional<Index> child(Index i, std::string_view relation) const;
  // From the first to the last token of what hangs on i, itself too.
  Range hull(Index i) const { return hulls_[i]; }
  bool is_below(Index i, Index above) const {  // or is it
    return entered_[above] <= entered_[i] && entered_[i] < left_[above];
  }

  bool is_verb(Index i) const { return token(i).upos == "VERB"; }
  bool is_gerund(Index i) const { return token(i).xpos == "VBG"; }
  bool is_infinitive(Index i) const { return mark(i) == "to"; }
  bool is_passive(Index i) const;
  // "Asked about it, he left", whatever the tag.
  bool opens_as_participle(Index i) const;
  // "Smith, the mayor, called for calm." where the tree hangs the verb on the noun.
  bool is_main_though_acl(Index i) const;
  // What introduces a clause ("that", "to", "of") or a noun phrase ("about"); "" for nothing.
  std::string_view mark(Index i) const { return word_of(i, "mark"); }
  std::string_view preposition(Index i) const { return word_of(i, "case"); }

 private:
  std::string_view word_of(Index i, std::string_view relation) const;
  void walk();

  const Sentence& sentence_;
  std::vector<std::string> lower_;
  std::vector<Index> first_child_, children_, entered_, left_;
  std::vector<Range> hulls_;
  bool ends_with_stop_ = false;  // as headlines do not
};

}  // namespace brink::quotes
