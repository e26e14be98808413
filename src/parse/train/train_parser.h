// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "parse/train/lexicon.h"
#include "parse/train/network.h"

namespace brink::parse {

struct Scores {
  long tokens = 0;
  double upos = 0, xpos = 0, feats = 0, lemma = 0, uas = 0, las = 0;  // las without subtypes
};

// How far the answers agree with the gold sentences, token by token.
Scores score(const std::vector<Sentence>& gold, const std::vector<Sentence>& answers);

std::vector<Sentence> parse_all(const std::vector<Network*>& networks, Lexicon& lexicon,
                                const std::vector<Sentence>& sentences);

struct TrainSettings {
  int rounds = 20;     // over the gold sentences, or over the texts
  int batch = 1000;    // tokens
  float rate = 2e-3f;  // of Adam at its height; falls to nothing along a half cosine
  int warm_up = 300;   // steps
  float silver = 0;    // share of each batch drawn from sentences parsed by earlier networks
  int guesses = 1500;  // words drawn for guess_words
  Dropout dropout;
  std::uint64_t seed = 1;
};

// Called with a line about the state of things, and after each round.
struct Watcher {
  std::function<void(const std::string&)> say;
  std::function<void(int round)> after_round;
};

void learn_words(Network& network, const std::vector<Example>& texts, const Lexicon& lexicon,
                 const TrainSettings& settings, const Watcher& watcher);

void learn_grammar(Network& network, const std::vector<Example>& gold,
                   const std::vector<Example>& silver, const Lexicon& lexicon,
                   const TrainSettings& settings, const Watcher& watcher);

// The numbers of a network as bytes, for carrying on later.
std::string write_checkpoint(Network& network);
bool read_checkpoint(Network& network, const std::string& bytes);  // false: of another shape

}  // namespace brink::parse
