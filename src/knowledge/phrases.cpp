// SPDX-License-Identifier: Apache-2.0
#include "knowledge/phrases.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink {

std::uint32_t Vocabulary::add(std::string_view word) {
  const auto it = numbers_.find(word);
  if (it != numbers_.end()) return it->second;
  const auto number = static_cast<std::uint32_t>(numbers_.size() + 1);
  numbers_.emplace(std::string(word), number);
  return number;
}

std::uint32_t Vocabulary::find(std::string_view word) const {
  const auto it = numbers_.find(word);
  return it == numbers_.end() ? 0 : it->second;
}

void Phrases::add(std::string_view phrase, std::uint32_t meaning, Vocabulary& words) {
  std::uint32_t node = 0;
  const std::string text = folded_ ? fold_case(phrase) : std::string(phrase);
  for_each_atom(text, [&](std::string_view piece) {
    const auto next = static_cast<std::uint32_t>(meanings_.size());
    const auto [it, fresh] = edges_.try_emplace(edge(node, words.add(piece)), next);
    if (fresh) meanings_.emplace_back();
    node = it->second;
  });
  auto& known = meanings_[node];
  if (node != 0 && std::find(known.begin(), known.end(), meaning) == known.end())
    known.push_back(meaning);
}

Phrases::Hit Phrases::longest(std::span<const Atom> atoms, std::size_t at) const {
  Hit hit;
  if (!atoms[at].starts_token) return hit;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < atoms.size(); ++i) {
    const std::uint32_t word = folded_ ? atoms[i].folded : atoms[i].exact;
    if (word == 0) break;
    const auto it = edges_.find(edge(node, word));
    if (it == edges_.end()) break;
    node = it->second;
    if (atoms[i].ends_token && !meanings_[node].empty()) hit = {i + 1, meanings_[node]};
  }
  return hit;
}

}  // namespace brink
