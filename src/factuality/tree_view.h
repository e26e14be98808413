// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/sentence.h"

namespace brink::factuality {

inline constexpr std::int32_t kNone = -1;

// A sentence's tree made ready for questions. Borrows the sentence. A head that points nowhere or at
// its own token counts as the root, so any columns may be given; a ring of heads is the asker's to
// bound (see kMostSteps).
class TreeView {
 public:
  static constexpr int kMostSteps = 8;  // links that a question follows upwards

  explicit TreeView(const Sentence& sentence);

  std::int32_t size() const { return static_cast<std::int32_t>(sentence_.tokens.size()); }
  const Token& token(std::int32_t at) const { return sentence_.tokens[static_cast<std::size_t>(at)]; }
  const std::string& lower(std::int32_t at) const { return lower_[static_cast<std::size_t>(at)]; }
  const std::string& lemma(std::int32_t at) const { return lemma_[static_cast<std::size_t>(at)]; }
  std::int32_t head(std::int32_t at) const { return heads_[static_cast<std::size_t>(at)]; }
  std::string_view relation(std::int32_t at) const { return token(at).deprel; }
  std::string_view base(std::int32_t at) const;  // the relation without its subtype

  // The tokens that hang on a token, in the sentence's order.
  std::span<const std::int32_t> children(std::int32_t at) const;

  // The first child with that relation (its base, or the whole with subtype); kNone.
  std::int32_t child(std::int32_t at, std::string_view relation) const;
  bool is_tagged(std::int32_t at, std::string_view upos) const { return token(at).upos == upos; }

 private:
  const Sentence& sentence_;
  std::vector<std::string> lower_, lemma_;
  std::vector<std::int32_t> heads_;
  std::vector<std::int32_t> starts_, children_;  // children of i: children_[starts_[i]..starts_[i + 1])
};

}  // namespace brink::factuality
