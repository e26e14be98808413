// SPDX-License-Identifier: Apache-2.0
#include "knowledge/knowledge.h"

#include <utility>

#include "knowledge/knowledge_image.h"

namespace brink {

Result<Knowledge> Knowledge::load(const std::filesystem::path& tables,
                                  const std::filesystem::path& overlay) {
  if (overlay.empty())
    if (auto compiled = read_compiled(compiled_tables(), tables)) return std::move(*compiled);
  return read_text(tables, overlay);
}

Result<Knowledge> Knowledge::read_text(const std::filesystem::path& tables,
                                       const std::filesystem::path& overlay) {
  std::error_code error;
  if (!overlay.empty() && !std::filesystem::is_directory(overlay, error))
    return Error{"knowledge", overlay.string(), "no folder", "a folder of tables"};
  Knowledge knowledge;
  auto ontology = Ontology::read(tables, overlay);
  if (!ontology) return ontology.error();
  knowledge.ontology_ = std::move(ontology.value());
  auto actors = Actors::read(tables, overlay, knowledge.ontology_, knowledge.vocabulary_);
  if (!actors) return actors.error();
  knowledge.actors_ = std::move(actors.value());
  auto words = Words::read(tables, overlay);
  if (!words) return words.error();
  knowledge.words_ = std::move(words.value());
  auto frames =
      Frames::read(tables, overlay, knowledge.ontology_, knowledge.words_, knowledge.vocabulary_);
  if (!frames) return frames.error();
  knowledge.frames_ = std::move(frames.value());
  auto equipment = Equipment::read(tables, overlay);
  if (!equipment) return equipment.error();
  knowledge.equipment_ = std::move(equipment.value());
  auto name_words = NameWords::read(tables, overlay, knowledge.ontology_);
  if (!name_words) return name_words.error();
  knowledge.name_words_ = std::move(name_words.value());
  auto units = Units::read(tables, overlay, knowledge.vocabulary_);
  if (!units) return units.error();
  knowledge.units_ = std::move(units.value());
  auto cues = AttributionCues::read(tables, overlay, knowledge.words_);
  if (!cues) return cues.error();
  knowledge.attribution_cues_ = std::move(cues.value());
  return knowledge;
}

std::vector<Atom> Knowledge::atoms_of(std::span<const Token> tokens,
                                      std::span<const std::string> lower) const {
  std::vector<Atom> atoms;
  atoms.reserve(tokens.size() + 8);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::size_t first = atoms.size();
    for_each_atom(tokens[i].form, [&](std::string_view piece) {
      atoms.push_back({vocabulary_.find(piece), 0, static_cast<std::uint32_t>(i), false, false});
    });
    std::size_t at = first;
    if (lower[i] == tokens[i].form)  // as most words are
      for (; at < atoms.size(); ++at) atoms[at].folded = atoms[at].exact;
    else
      for_each_atom(lower[i], [&](std::string_view piece) {
        if (at < atoms.size()) atoms[at++].folded = vocabulary_.find(piece);
      });
    if (atoms.size() > first) {
      atoms[first].starts_token = true;
      atoms.back().ends_token = true;
      // "Kyiv." as one token at the end of a sentence still holds the name.
      if (atoms.size() > first + 1 && tokens[i].form.back() == '.')
        atoms[atoms.size() - 2].ends_token = true;
    }
  }
  return atoms;
}

std::vector<const Party*> Knowledge::who_is(std::string_view text) const {
  std::vector<const Party*> found;
  for (const std::uint32_t index : actors_.named(text, vocabulary_))
    found.push_back(&actors_.party(index));
  return found;
}

}  // namespace brink
