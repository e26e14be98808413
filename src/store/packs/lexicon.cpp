// SPDX-License-Identifier: Apache-2.0
#include "store/packs/lexicon.h"

#include "base/hash.h"

namespace brink {

std::size_t Lexicon::Hash::operator()(std::string_view text) const { return short_hash(text); }

std::uint32_t Lexicon::number_of(std::string_view text) {
  if (const auto it = numbers_.find(text); it != numbers_.end()) return it->second;
  const auto [it, fresh] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
  texts_.push_back(&it->first);
  return it->second;
}

}  // namespace brink
