// SPDX-License-Identifier: Apache-2.0
#include "parse/train/lexicon.h"

#include <algorithm>
#include <map>
#include <set>

#include "parse/lemma_script.h"
#include "parse/word_rows.h"

namespace brink::parse {
namespace {

// The lemma that a word has most often as a part of speech. Names keep their case and are left to
// the network; so is what has no letters.
std::vector<std::string> usual_lemmas(const std::vector<ConlluSentence>& treebank) {
  std::map<std::string, std::map<std::string, int>> met;
  for (const ConlluSentence& s : treebank)
    for (const Token& t : s.sentence.tokens) {
      const bool plain = t.lemma.find_first_of("\t\n") == std::string::npos && t.lemma != "_";
      if (plain && t.upos != "PROPN" && t.upos != "X" && t.upos != "NUM" && t.upos != "PUNCT" &&
          t.upos != "SYM")
        ++met[vocabulary_form(t.form) + '\t' + t.upos][t.lemma];
    }
  std::vector<std::string> out;
  for (const auto& [word, lemmas] : met) {
    const auto most =
        std::max_element(lemmas.begin(), lemmas.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    out.push_back(word + '\t' + most->first);
  }
  return out;
}

}  // namespace

int Names::add(const std::string& name) {
  const auto [at, added] = numbers_.try_emplace(name, size());
  if (added) names_.push_back(name);
  return at->second;
}

int Names::find(const std::string& name) const {
  const auto at = numbers_.find(name);
  return at == numbers_.end() ? -1 : at->second;
}

Lexicon::Lexicon(const std::vector<ConlluSentence>& treebank,
                 const std::vector<std::vector<std::string>>& texts, int row_bits, int often,
                 int most)
    : row_bits_(row_bits), known_lemmas_(usual_lemmas(treebank)) {
  std::map<std::string, std::array<long, 2>> seen;
  std::map<std::string, int> scripts;
  std::array<std::map<std::string, int>, kQuestions> values;
  for (const ConlluSentence& s : treebank)
    for (const Token& t : s.sentence.tokens) {
      ++seen[vocabulary_form(t.form)][0];
      ++values[kUpos][t.upos], ++values[kXpos][t.xpos], ++values[kFeats][t.feats];
      ++values[kLemma][lemma_script(t.form, t.lemma)];
      relations_.add(t.deprel);
    }
  std::unordered_map<std::string, std::string> spelt;
  for (const auto& text : texts)
    for (const std::string& form : text) {
      const auto [at, added] = spelt.try_emplace(form);
      if (added) at->second = vocabulary_form(form);
      ++seen[at->second][1];
    }
  for (int q = 0; q < kQuestions; ++q)
    for (const auto& [value, times] : values[q])
      if (times >= 2) answers_[q].add(value);
  std::array<std::vector<std::set<int>>, 2> met;
  for (auto& by_xpos : met) by_xpos.resize(static_cast<std::size_t>(answers_[kXpos].size()));
  for (const ConlluSentence& s : treebank)
    for (const Token& t : s.sentence.tokens) {
      const int xpos = answers_[kXpos].find(t.xpos);
      const int found[] = {answers_[kFeats].find(t.feats),
                           answers_[kLemma].find(lemma_script(t.form, t.lemma))};
      for (int q = 0; q < 2; ++q)
        if (xpos >= 0 && found[q] >= 0) met[q][xpos].insert(found[q]);
    }
  for (int q = 0; q < 2; ++q)
    for (const auto& classes : met[q]) met_[q].emplace_back(classes.begin(), classes.end());
  std::vector<std::pair<long, std::string>> ranked;
  for (const auto& [word, times] : seen)
    if (times[0] >= 2 || times[1] >= often) ranked.push_back({-(times[0] * 10 + times[1]), word});
  std::sort(ranked.begin(), ranked.end());
  words_.add("<unknown>"), words_.add("<root>");
  for (const auto& [rank, word] : ranked)
    if (words_.size() < most) words_.add(word);
  counts_.assign(static_cast<std::size_t>(words_.size()), 0);
  for (const auto& [word, times] : seen)
    if (const int n = words_.find(word); n >= 0)
      counts_[static_cast<std::size_t>(n)] = static_cast<int>(times[0]);
  kinds_.push_back({kRoot, {}});
}

int Lexicon::kind_of(const std::string& form) {
  const auto [at, added] = kind_numbers_.try_emplace(form, static_cast<int>(kinds_.size()));
  if (added) {
    WordKind kind;
    kind.word = std::max(words_.find(vocabulary_form(form)), 0);
    word_rows(form, row_bits_, kind.rows);
    kinds_.push_back(std::move(kind));
  }
  return at->second;
}

Example Lexicon::example(const std::vector<std::string>& forms) {
  Example e;
  e.kind.push_back(0);
  for (const std::string& form : forms) e.kind.push_back(kind_of(form));
  return e;
}

Example Lexicon::example(const Sentence& sentence, float weight) {
  Example e;
  e.weight = weight;
  e.kind.push_back(0), e.head.push_back(-1), e.relation.push_back(-1);
  for (auto& answer : e.answer) answer.push_back(-1);
  for (const Token& t : sentence.tokens) {
    e.kind.push_back(kind_of(t.form));
    e.head.push_back(t.head + 1);
    e.relation.push_back(relations_.find(t.deprel));
    e.answer[kUpos].push_back(answers_[kUpos].find(t.upos));
    e.answer[kXpos].push_back(answers_[kXpos].find(t.xpos));
    e.answer[kFeats].push_back(answers_[kFeats].find(t.feats));
    e.answer[kLemma].push_back(answers_[kLemma].find(lemma_script(t.form, t.lemma)));
  }
  return e;
}

Sizes Lexicon::sizes(Sizes wanted) const {
  wanted.words = words_.size();
  wanted.row_bits = row_bits_;
  for (int q = 0; q < kQuestions; ++q) wanted.answers[q] = answers_[q].size();
  wanted.relations = relations_.size();
  return wanted;
}

void Lexicon::fill(Sentence& sentence, const Answers& answers) const {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    Token& t = sentence.tokens[i];
    t.head = answers.head[i] - 1;
    t.deprel = relations_.all()[answers.relation[i]];
    t.upos = answers_[kUpos].all()[answers.answer[kUpos][i]];
    t.xpos = answers_[kXpos].all()[answers.answer[kXpos][i]];
    t.feats = answers_[kFeats].all()[answers.answer[kFeats][i]];
    t.lemma = apply_lemma_script(t.form, answers_[kLemma].all()[answers.answer[kLemma][i]]);
  }
}

}  // namespace brink::parse
