// SPDX-License-Identifier: Apache-2.0
#include "knowledge/words.h"

#include <array>
#include <utility>

#include "knowledge/table.h"

namespace brink {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 28> kClasses = {{
    {"article", kArticle},
    {"auxiliary", kAuxiliary},
    {"do", kDo},
    {"have", kHave},
    {"modal-future", kModalFuture},
    {"modal-possible", kModalPossible},
    {"modal-would", kModalWould},
    {"modal-must", kModalMust},
    {"negation", kNegation},
    {"negation-weak", kWeakNegation},
    {"pronoun-person", kPronounPerson},
    {"pronoun-he", kPronounHe},
    {"pronoun-she", kPronounShe},
    {"pronoun-thing", kPronounThing},
    {"pronoun-we", kPronounWe},
    {"pronoun-plural", kPronounPlural},
    {"pronoun-other", kPronounOther},
    {"possessive", kPossessive},
    {"demonstrative", kDemonstrative},
    {"relative", kRelative},
    {"complementiser", kComplementiser},
    {"condition", kCondition},
    {"subordinator", kSubordinator},
    {"coordinator", kCoordinator},
    {"preposition", kPreposition},
    {"quantifier", kQuantifier},
    {"number-word", kNumberWord},
    {"adverb", kAdverb},
}};

std::uint32_t class_named(std::string_view name) {
  for (const auto& [known, bit] : kClasses)
    if (known == name) return bit;
  return 0;
}

}  // namespace

Result<Words> Words::read(const std::filesystem::path& dir, const std::filesystem::path& overlay) {
  Words words;
  Result<Table> irregular =
      Table::read(dir, overlay, "irregular_verbs.tsv", {"lemma", "past", "participle"}, 1);
  if (!irregular) return irregular.error();
  for (std::size_t i = 0; i < irregular->size(); ++i) {
    const Table::Row row = irregular->row(i);
    words.irregular_[std::string(row[0])] = {std::string(row[1]), std::string(row[2])};
  }
  Result<Table> function = Table::read(dir, overlay, "words/function.tsv", {"word", "class"}, 2);
  if (!function) return function.error();
  for (std::size_t i = 0; i < function->size(); ++i) {
    const Table::Row row = function->row(i);
    const std::uint32_t bit = class_named(row[1]);
    if (!bit) return row.wrong("class \"" + std::string(row[1]) + "\"", "a class of words");
    words.make(row[0]).classes |= bit;
  }
  Result<Table> verbs = Table::read(dir, overlay, "words/verbs.tsv", {"lemma"}, 1);
  if (!verbs) return verbs.error();
  for (std::size_t i = 0; i < verbs->size(); ++i) words.add_verb(verbs->row(i)[0]);
  Result<Table> nouns = Table::read(dir, overlay, "words/nouns.tsv", {"word"}, 1);
  if (!nouns) return nouns.error();
  for (std::size_t i = 0; i < nouns->size(); ++i) {
    const std::string_view noun = nouns->row(i)[0];
    words.make(noun).noun_too = true;
    words.make(plural_of(noun)).noun_too = true;
  }
  return words;
}

const Word* Words::find(std::string_view lower) const {
  const auto it = words_.find(lower);
  return it == words_.end() ? nullptr : &it->second;
}

Word& Words::make(std::string_view lower) { return words_[std::string(lower)]; }

std::uint32_t Words::add_verb(std::string_view lemma) {
  const auto number = static_cast<std::uint32_t>(lemmas_.size());
  const auto [it, fresh] = lemma_numbers_.try_emplace(std::string(lemma), number);
  if (!fresh) return it->second;
  lemmas_.emplace_back(lemma);
  for (const Inflected& form : forms_of(lemma)) make(form.word).verbs.push_back({number, form.form});
  return number;
}

std::vector<Inflected> Words::forms_of(std::string_view lemma) const {
  const auto odd = irregular_.find(lemma);
  if (odd == irregular_.end()) return inflect(lemma, "", "");
  return inflect(lemma, odd->second.past, odd->second.participle);
}

std::uint32_t Words::lemma_number(std::string_view lemma) const {
  const auto it = lemma_numbers_.find(lemma);
  return it == lemma_numbers_.end() ? static_cast<std::uint32_t>(lemmas_.size()) : it->second;
}

}  // namespace brink
