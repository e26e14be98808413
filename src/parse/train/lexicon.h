// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/train/network.h"
#include "sentences/sentences.h"

namespace brink::parse {

// A list of names with their numbers.
class Names {
 public:
  int add(const std::string& name);
  int find(const std::string& name) const;  // -1 when it is not there
  const std::vector<std::string>& all() const { return names_; }
  int size() const { return static_cast<int>(names_.size()); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, int> numbers_;
};

// What the network's numbers mean: its vocabulary, the values of each tag, the word kinds met.
class Lexicon {
 public:
  static constexpr int kUnknown = 0, kRoot = 1;

  // Words met at least twice in the treebanks or `often` times in the texts, the most frequent
  // first, at most `most` of them; lemma scripts met at least twice.
  Lexicon(const std::vector<ConlluSentence>& treebank,
          const std::vector<std::vector<std::string>>& texts, int row_bits, int often, int most);

  Example example(const Sentence& sentence, float weight = 1);
  Example example(const std::vector<std::string>& forms);  // nothing to learn but the words

  Sizes sizes(Sizes wanted) const;  // `wanted` with the numbers of words, answers and relations
  void fill(Sentence& sentence, const Answers& answers) const;

  // The answers to FEATS or LEMMA met with each XPOS, by number.
  const std::vector<std::vector<int>>& met_with_xpos(Question question) const {
    return met_[question == kLemma];
  }

  // Lines of form, UPOS and lemma, parted by tabs: the usual lemma of each word but names.
  const std::vector<std::string>& known_lemmas() const { return known_lemmas_; }

  const std::vector<WordKind>& kinds() const { return kinds_; }
  const std::vector<int>& counts() const { return counts_; }  // of each word in the treebanks
  const Names& words() const { return words_; }
  const Names& relations() const { return relations_; }
  const Names& answers(int question) const { return answers_[static_cast<std::size_t>(question)]; }

 private:
  int kind_of(const std::string& form);

  int row_bits_;
  Names words_, relations_;
  std::array<Names, kQuestions> answers_;
  std::array<std::vector<std::vector<int>>, 2> met_;
  std::vector<std::string> known_lemmas_;
  std::vector<int> counts_;
  std::vector<WordKind> kinds_;
  std::unordered_map<std::string, int> kind_numbers_;
};

}  // namespace brink::parse
