// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "entities/assembly.h"
#include "entities/entities.h"
#include "entities/references.h"
#include "entities/strangers.h"

namespace brink {
namespace {

using namespace entities;

// Which words stand with a capital where none is due, and which without.
void learn_spelling(const Reading& reading, Memory& memory) {
  if (reading.headline) return;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!reading.is(i, kWordlike) || reading.classes(i)) continue;
    if (!reading.is(i, kCapital))
      memory.small.insert(reading.lower[i]);
    else if (!reading.is(i, kOpening))
      memory.capital.insert(reading.token(i).form);
  }
}

void put_in_order(std::vector<Found>& sentence) {
  std::vector<std::size_t> order(sentence.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Entity &x = sentence[a].entity, &y = sentence[b].entity;
    return x.first != y.first ? x.first < y.first : x.last > y.last;
  });
  std::vector<std::int32_t> moved(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) moved[order[i]] = static_cast<std::int32_t>(i);
  std::vector<Found> sorted;
  for (const std::size_t i : order) {
    sorted.push_back(std::move(sentence[i]));
    std::int32_t& inside = sorted.back().entity.inside;
    if (inside >= 0) inside = moved[static_cast<std::size_t>(inside)];
  }
  sentence = std::move(sorted);
}

}  // namespace

EntityFinder::EntityFinder(const Knowledge& knowledge, EntitySettings settings)
    : knowledge_(knowledge),
      settings_(settings),
      holders_(std::make_shared<const Holders>(knowledge.actors())) {}

std::vector<Entity> EntityFinder::find(const Document& document,
                                       std::span<const Sentence> sentences) const {
  Memory memory;
  if (document.published) memory.today = document.published->local_day();
  std::vector<std::optional<Reading>> readings(sentences.size());
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    const Sentence& sentence = sentences[n];
    if (sentence.tokens.size() > settings_.most_tokens || !is_sound(sentence, document.text.size()))
      continue;
    readings[n] = read(knowledge_, document.text, sentence);
    learn_spelling(*readings[n], memory);
  }
  Referents referents(knowledge_, *holders_, memory.today);
  for (std::size_t n = 0; n < sentences.size(); ++n) {
    if (!readings[n]) continue;
    const auto number = static_cast<std::int32_t>(n);
    std::vector<Piece> pieces = find_pieces(knowledge_, memory, *readings[n]);
    add_strangers(knowledge_, memory, *readings[n], pieces);
    std::vector<Found> found = assemble(knowledge_, memory, *readings[n], pieces, number);
    put_in_order(found);
    referents.add(*readings[n], std::move(found), number);
  }
  return referents.take();
}

}  // namespace brink
