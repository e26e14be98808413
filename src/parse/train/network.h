// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "parse/shape.h"
#include "parse/train/gemm.h"

namespace brink::parse {

// Word kinds met in training: what the network reads of a form.
struct WordKind {
  int word = 0;  // row of the vocabulary
  std::vector<std::uint32_t> rows;
};

// One sentence as the network reads it. Position 0 is the root; -1 means "do not learn this".
struct Example {
  std::vector<std::int32_t> kind;  // index of a WordKind
  std::vector<std::int32_t> head, relation;
  std::array<std::vector<std::int32_t>, kQuestions> answer;
  float weight = 1;

  int size() const { return static_cast<int>(kind.size()); }
};

// A table of numbers that is learnt, with its slope and Adam's two memories of it.
struct Param {
  std::string name;
  int rows = 0, columns = 0;
  std::vector<float> value, slope, mean, square;

  void shape(std::string called, int r, int c, bool learn = true);
  float* row(int r) { return value.data() + static_cast<std::ptrdiff_t>(r) * columns; }
  const float* row(int r) const { return value.data() + static_cast<std::ptrdiff_t>(r) * columns; }
  float* slope_row(int r) { return slope.data() + static_cast<std::ptrdiff_t>(r) * columns; }
};

struct Layer {
  Param input, bias;               // [in x 6H], [1 x 6H]; gates f o g forward, then backward
  std::array<Param, 2> recurrent;  // [H x 3H]
};

struct Dropout {
  float word = 0.2f;  // share of rare words' vocabulary rows hidden: this / (this + count)
  float input = 0.2f, between = 0.33f, recurrent = 0.2f, heads = 0.33f;
};

struct Losses {
  double arc = 0, relation = 0, tags = 0, words = 0;
  long tokens = 0;
};

struct Answers {
  std::vector<int> head, relation;  // without the root; head 0 is the root
  std::array<std::vector<int>, kQuestions> answer;
};

// Shared token encoder (sums of word rows, bidirectional LSTM whose input gate is one minus its
// forget gate: Greff et al. 2017 find it as good, and it costs a quarter less) with a biaffine
// scorer of heads (Dozat and Manning 2017), a relation scorer and taggers on top; learns by
// hand-written slopes and Adam.
class Network {
 public:
  Network(const Sizes& sizes, std::uint64_t seed);

  const Sizes& sizes() const { return sizes_; }

  // Adds the slopes of the batch; `dice` draws what is dropped.
  Losses learn(const std::vector<const Example*>& batch, const std::vector<WordKind>& kinds,
               const std::vector<int>& counts, const Dropout& dropout, std::mt19937_64& dice);

  // The same for "which word stood here?": a share of the words is hidden and guessed from the rest
  // among `guesses` words drawn as `unigram` says.
  Losses guess_words(const std::vector<const Example*>& batch, const std::vector<WordKind>& kinds,
                     const std::vector<std::int32_t>& unigram, int guesses, const Dropout& dropout,
                     std::mt19937_64& dice);

  std::vector<Answers> answer(const std::vector<const Example*>& batch,
                              const std::vector<WordKind>& kinds);
  // Adds this network's log-probabilities to those of others and decodes the sum.
  static std::vector<Answers> answer_together(const std::vector<Network*>& networks,
                                              const std::vector<const Example*>& batch,
                                              const std::vector<WordKind>& kinds);

  // One step of Adam with the slopes gathered since the last one, which are of `losses` losses.
  void step(float rate, double losses);

  std::vector<Param*> params();        // all
  std::vector<Param*> dense_params();  // all but the two tables of word vectors

  Param words, rows, word_bias, guess;  // guess: [2H x dim], for guess_words only
  std::vector<Layer> layers;
  Param heads, heads_bias;  // [2H x 2A+2L+T]: arc dependant, arc head, relation the same, tags
  Param arc, arc_bias;      // [A x A], [1 x A]
  Param relation, relation_bias;  // [L x R16]
  Param tags, tags_bias;          // [T x sum of answers, padded to 16]

 private:
  struct Work;   // one pass over one batch
  struct Packs;  // the tables as `multiply` wants them, made anew after each step
  void encode(Work& work, const std::vector<WordKind>& kinds);
  void read_heads(Work& work);
  void learn_arcs(Work& work, Losses& losses);
  void learn_relations(Work& work, Losses& losses);
  void learn_tags(Work& work, Losses& losses);
  void encode_back(Work& work, const std::vector<WordKind>& kinds);
  void layer_forward(Work& work, int l);
  void layer_back(Work& work, int l);
  Packs& packs();

  Sizes sizes_;
  long steps_ = 0;
  std::vector<char> word_touched_, row_touched_;
  std::vector<int> touched_words_, touched_rows_;
  std::shared_ptr<Packs> packs_;
};

}  // namespace brink::parse
