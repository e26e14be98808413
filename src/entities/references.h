// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "entities/found.h"
#include "entities/holders.h"
#include "entities/reading.h"

namespace brink::entities {

// What a document has spoken of so far. Understands by it the pronouns and the common nouns of each
// new sentence: "he", "the president", "the alliance", "the country's army".
class Referents {
 public:
  Referents(const Knowledge& knowledge, const Holders& holders, Day today)
      : knowledge_(knowledge), holders_(holders), today_(today) {}

  // Takes a sentence's entities, in the order of the text, outer before inner. Adds its pronouns.
  void add(const Reading& reading, std::vector<Found> sentence, std::int32_t number);

  std::vector<Entity> take();  // all entities, in order

 private:
  std::vector<Found> with_pronouns(const Reading& reading, std::vector<Found> sentence,
                                   std::int32_t number) const;
  // False when the entity is only there if it is understood, and is not.
  bool understand(const Reading& reading, std::span<const Found> sentence, std::size_t i,
                  Found& found) const;
  bool understand_pronoun(const Reading& reading, Found& found) const;
  bool understand_land(Found& found) const;
  void understand_group(const Reading& reading, std::span<const Found> sentence, std::size_t i,
                        Found& found) const;
  bool understand_body(Found& found) const;

  std::int32_t same_role(const Found& found) const;
  std::int32_t apposed(const Reading& reading, const Found& found) const;
  bool bears(const Found& person, const Found& group) const;
  void borrow(std::int32_t from, Found& to) const;

  const Knowledge& knowledge_;
  const Holders& holders_;
  Day today_;
  std::vector<Found> all_;
};

}  // namespace brink::entities
