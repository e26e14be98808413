// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "brink/document.h"
#include "brink/entity.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink {

namespace entities {
class Holders;
}

struct EntitySettings {
  std::size_t most_tokens = 400;  // longer sentences are lists or tables and are passed over
};

// Sentences -> who and what they speak of: people, bodies, places, nationalities, those who act,
// materiel and units, and names of which no more is known. Names are found by the tables, by
// capitals and by the words in and around them; what one sentence introduces ("Boris Johnson",
// "the Human Rights League (HRL)") the later ones know. Where sentences are parsed the tree tells
// heads and roles; else closed-class words do. Linear in the tokens but for bounded look-back.
// Immutable; safe to share between threads; cheap to copy. `knowledge` must outlive it.
class EntityFinder {
 public:
  explicit EntityFinder(const Knowledge& knowledge, EntitySettings settings = {});

  // The entities of one document in the order of the text, of two that begin together the longer
  // first. `sentences` are all of the document's, in order. Of nested ones the outermost is who
  // acts: "Russian" is inside "Russian troops". Pronouns are there where it is clear whom they
  // mean. A sentence whose spans do not lie in document.text in order is passed over.
  std::vector<Entity> find(const Document& document, std::span<const Sentence> sentences) const;

 private:
  const Knowledge& knowledge_;
  EntitySettings settings_;
  std::shared_ptr<const entities::Holders> holders_;
};

}  // namespace brink
