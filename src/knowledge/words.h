// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "knowledge/inflection.h"

namespace brink {

// Classes of closed-class words, as bits; named as in words/function.tsv.
enum WordClass : std::uint32_t {
  kArticle = 1u << 0,
  kAuxiliary = 1u << 1,
  kDo = 1u << 2,
  kHave = 1u << 3,
  kModalFuture = 1u << 4,
  kModalPossible = 1u << 5,
  kModalWould = 1u << 6,
  kModalMust = 1u << 7,
  kNegation = 1u << 8,
  kWeakNegation = 1u << 9,
  kPronounPerson = 1u << 10,
  kPronounHe = 1u << 11,
  kPronounShe = 1u << 12,
  kPronounThing = 1u << 13,
  kPronounWe = 1u << 14,
  kPronounPlural = 1u << 15,
  kPronounOther = 1u << 16,
  kPossessive = 1u << 17,
  kDemonstrative = 1u << 18,
  kRelative = 1u << 19,
  kComplementiser = 1u << 20,
  kCondition = 1u << 21,
  kSubordinator = 1u << 22,
  kCoordinator = 1u << 23,
  kPreposition = 1u << 24,
  kQuantifier = 1u << 25,
  kNumberWord = 1u << 26,
  kAdverb = 1u << 27,
};
inline constexpr std::uint32_t kModal = kModalFuture | kModalPossible | kModalWould | kModalMust;

// Classes of nouns that frames ask for, numbered as they are met.
using NounClasses = std::bitset<512>;

struct VerbReading {
  std::uint32_t lemma;
  VerbForm form;
};

// What the tables know of a word in lower case.
struct Word {
  std::uint32_t classes = 0;       // WordClass bits
  std::vector<VerbReading> verbs;  // empty: no verb that a table has
  bool noun_too = false;           // a verb's form that is as often a noun
  NounClasses nouns;
  std::uint64_t contexts = 0;        // bits: contexts.tsv, in order
  std::vector<std::uint16_t> modes;  // modes.tsv, in order
  std::uint32_t cue = 0;             // 1 + number of an adjective or adverb cue; 0: none
};

class Words {
 public:
  static Result<Words> read(const std::filesystem::path& dir, const std::filesystem::path& overlay);

  // nullptr when no table has the word.
  const Word* find(std::string_view lower) const;
  Word& make(std::string_view lower);

  // The number of a verb's lemma; it is inflected when first met.
  std::uint32_t add_verb(std::string_view lemma);
  // All forms of a verb, which no table need have.
  std::vector<Inflected> forms_of(std::string_view lemma) const;
  std::string_view lemma(std::uint32_t number) const { return lemmas_[number]; }
  std::size_t lemma_count() const { return lemmas_.size(); }
  // lemma_count() when there is none.
  std::uint32_t lemma_number(std::string_view lemma) const;

 private:
  friend struct KnowledgeFields;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  struct Irregular {
    std::string past, participle;
  };
  std::unordered_map<std::string, Word, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, Irregular, Hash, std::equal_to<>> irregular_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> lemma_numbers_;
  std::vector<std::string> lemmas_;
};

}  // namespace brink
