// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"
#include "knowledge/actors.h"
#include "knowledge/attribution_cues.h"
#include "knowledge/equipment.h"
#include "knowledge/frames.h"
#include "knowledge/name_words.h"
#include "knowledge/ontology.h"
#include "knowledge/petrarch.h"
#include "knowledge/phrases.h"
#include "knowledge/table.h"
#include "knowledge/units.h"
#include "knowledge/words.h"

namespace brink {

// What the tables of data/ say: who acts, what verbs and nouns of events mean, where places lie.
// data/README.md describes the tables. Immutable once loaded; safe to share between threads.
class Knowledge {
 public:
  // `tables` holds the tables (share_dir() / "data"); `overlay`, if not empty, the user's own of
  // the same form, which win. The Error names file and line. Where there is no overlay, what was compiled from
  // the tables is taken (knowledge_image.h).
  static Result<Knowledge> load(const std::filesystem::path& tables,
                                const std::filesystem::path& overlay = {});
  // The same, always from their text.
  static Result<Knowledge> read_text(const std::filesystem::path& tables, const std::filesystem::path& overlay);

  const Ontology& ontology() const { return ontology_; }
  const Actors& actors() const { return actors_; }
  const Frames& frames() const { return frames_; }
  const Words& words() const { return words_; }
  const Equipment& equipment() const { return equipment_; }
  const NameWords& name_words() const { return name_words_; }
  const Units& units() const { return units_; }
  const AttributionCues& attribution_cues() const { return attribution_cues_; }

  // The tokens' atoms, for Actors::name_at and its like. `lower` are the tokens' forms in lower
  // case.
  std::vector<Atom> atoms_of(std::span<const Token> tokens,
                             std::span<const std::string> lower) const;

  // Parties by what a user types: "RUS", "Russia", "Putin".
  std::vector<const Party*> who_is(std::string_view text) const;

 private:
  friend struct KnowledgeFields;
  Ontology ontology_;
  Actors actors_;
  Words words_;
  Frames frames_;
  Equipment equipment_;
  NameWords name_words_;
  Units units_;
  AttributionCues attribution_cues_;
  Vocabulary vocabulary_;
};

}  // namespace brink
