// SPDX-License-Identifier: Apache-2.0
#include "knowledge/phrases.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/utf8.h"

namespace brink {

namespace {

// The finishing step of SplitMix64 (Steele, Lea, Flood 2014): neighbours land far apart.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace

std::size_t Vocabulary::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>()(text) & mask;
  while (slots_[slot] != 0 && word(slots_[slot]) != text) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t Vocabulary::add(std::string_view text) {
  std::size_t slot = slot_of(text);
  if (slots_[slot] != 0) return slots_[slot];
  if (2 * ends_.size() > slots_.size()) {
    grow();
    slot = slot_of(text);
  }
  letters_ += text;
  ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
  return slots_[slot] = static_cast<std::uint32_t>(ends_.size() - 1);
}

void Vocabulary::grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::uint32_t number = 1; number < ends_.size(); ++number)
    slots_[slot_of(word(number))] = number;
}

std::size_t Phrases::slot_of(std::uint32_t node, std::uint32_t word) const {
  const std::size_t mask = edges_.size() - 1;
  std::size_t slot = mixed((static_cast<std::uint64_t>(node) << 32) | word) & mask;
  while (edges_[slot].to != 0 && (edges_[slot].node != node || edges_[slot].word != word))
    slot = (slot + 1) & mask;
  return slot;
}

void Phrases::grow() {
  const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(2 * edges_.size()));
  for (const Edge& edge : old)
    if (edge.to != 0) edges_[slot_of(edge.node, edge.word)] = edge;
}

std::uint32_t Phrases::follow_or_make(std::uint32_t node, std::uint32_t word) {
  std::size_t slot = slot_of(node, word);
  if (edges_[slot].to != 0) return edges_[slot].to;
  if (2 * nodes_.size() > edges_.size()) {
    grow();
    slot = slot_of(node, word);
  }
  nodes_.emplace_back();
  edges_[slot] = {node, word, static_cast<std::uint32_t>(nodes_.size() - 1)};
  return edges_[slot].to;
}

void Phrases::add(std::string_view phrase, std::uint32_t meaning, Vocabulary& words) {
  std::uint32_t node = 0;
  const std::string text = folded_ ? fold_case(phrase) : std::string(phrase);
  for_each_atom(text,
                [&](std::string_view piece) { node = follow_or_make(node, words.add(piece)); });
  const auto known = meanings_of(node);
  if (node == 0 || std::find(known.begin(), known.end(), meaning) != known.end()) return;
  // The last node's meanings grow where they are; those of another move behind all others.
  Node& owner = nodes_[node];
  if (owner.first + owner.count != meanings_.size()) {
    const auto first = static_cast<std::uint32_t>(meanings_.size());
    for (std::uint32_t i = 0; i < owner.count; ++i) meanings_.push_back(meanings_[owner.first + i]);
    owner.first = first;
  }
  meanings_.push_back(meaning);
  ++owner.count;
}

Phrases::Hit Phrases::longest(std::span<const Atom> atoms, std::size_t at) const {
  Hit hit;
  if (!atoms[at].starts_token) return hit;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < atoms.size(); ++i) {
    const std::uint32_t word = folded_ ? atoms[i].folded : atoms[i].exact;
    if (word == 0) break;
    const Edge& edge = edges_[slot_of(node, word)];
    if (edge.to == 0) break;
    node = edge.to;
    if (atoms[i].ends_token && nodes_[node].count > 0) hit = {i + 1, meanings_of(node)};
  }
  return hit;
}

}  // namespace brink
