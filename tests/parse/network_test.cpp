// SPDX-License-Identifier: Apache-2.0
#include "parse/train/network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace brink::parse {
namespace {

Sizes small() {
  Sizes s;
  s.words = 12, s.row_bits = 4, s.dim = 16, s.hidden = 16, s.layers = 2;
  s.arc = s.label = s.tag = 16;
  s.answers = {5, 6, 7, 4};
  s.relations = 6;
  return s;
}

Example sentence(int n, int seed) {
  Example e;
  for (int i = 0; i <= n; ++i) {
    e.kind.push_back(i == 0 ? 0 : 1 + (i * 7 + seed) % 9);
    e.head.push_back(i == 0 ? -1 : i == 2 ? 0 : i == 1 ? 2 : i - 1);
    e.relation.push_back(i == 0 ? -1 : (i + seed) % 6);
    for (int q = 0; q < kQuestions; ++q) e.answer[q].push_back(i == 0 ? -1 : (i + q + seed) % 4);
  }
  return e;
}

std::vector<WordKind> kinds() {
  std::vector<WordKind> out{{1, {}}};
  for (int i = 0; i < 9; ++i)
    out.push_back({2 + i, {static_cast<std::uint32_t>(i % 16), static_cast<std::uint32_t>(3 * i % 16)}});
  return out;
}

double total(const Losses& l) { return l.arc + l.relation + l.tags + l.words; }

// Moves each of some numbers of every table a little and compares the change of the loss with the
// slope. Sums are in single precision, so numbers are made large first, that changes stand out.
template <class Learn>
void expect_right_slopes(Network& network, const Learn& learn) {
  for (Param* p : network.params())
    for (float& v : p->value) v *= 4;
  network.step(0, 1);
  learn();
  for (Param* p : network.params()) {
    double agree = 0, slope_size = 0, measured_size = 0;
    for (std::size_t i = 0; i < p->value.size(); i += 1 + p->value.size() / 40) {
      const float was = p->value[i], slope = p->slope[i];
      constexpr float kMove = 0.02f;
      double change = 0;
      for (const float sign : {1.f, -1.f}) {
        p->value[i] = was + sign * kMove;
        Network copy = network;
        copy.step(0, 1);  // packs anew
        change += sign * learn.loss(copy);
      }
      p->value[i] = was;
      const double measured = change / (2 * kMove);
      agree += measured * slope, slope_size += slope * slope, measured_size += measured * measured;
    }
    if (slope_size == 0 && measured_size < 1e-9) continue;
    const double cosine = agree / std::sqrt(slope_size * measured_size);
    EXPECT_GT(cosine, 0.97) << p->name;
    EXPECT_NEAR(std::sqrt(slope_size / measured_size), 1, 0.15) << p->name;
  }
}

struct Grammar {
  Network& network;
  std::vector<Example> examples{sentence(5, 0), sentence(8, 1), sentence(3, 2)};
  Dropout none{0, 0, 0, 0, 0};

  Losses run(Network& n) const {
    std::mt19937_64 dice(1);
    return n.learn({&examples[0], &examples[1], &examples[2]}, kinds(), std::vector<int>(12, 5), none, dice);
  }
  void operator()() const { run(network); }
  double loss(Network& n) const {
    const Losses l = run(n);
    return total(l);
  }
};

struct Words {
  Network& network;
  std::vector<Example> examples{sentence(9, 0), sentence(8, 1)};
  Dropout none{0, 0, 0, 0, 0};

  Losses run(Network& n) const {
    std::mt19937_64 dice(3);
    return n.guess_words({&examples[0], &examples[1]}, kinds(), {2, 3, 4, 5, 6, 7, 8, 9}, 20, none, dice);
  }
  void operator()() const { run(network); }
  double loss(Network& n) const { return run(n).words; }
};

TEST(Network, ItsSlopesAreThoseOfItsLoss) {
  Network network(small(), 5);
  expect_right_slopes(network, Grammar{network});
}

TEST(Network, TheSlopesOfGuessingWordsAreThoseOfTheLoss) {
  Network network(small(), 6);
  expect_right_slopes(network, Words{network});
}

TEST(Network, LearnsAFewSentencesByHeart) {
  Network network(small(), 7);
  const Grammar grammar{network};
  for (int i = 0; i < 300; ++i) {
    const Losses l = grammar.run(network);
    network.step(0.01f, static_cast<double>(l.tokens));
  }
  const auto& e = grammar.examples;
  const auto answers = network.answer({&e[0], &e[1], &e[2]}, kinds());
  for (std::size_t s = 0; s < e.size(); ++s)
    for (int i = 1; i < e[s].size(); ++i) {
      EXPECT_EQ(answers[s].head[i - 1], e[s].head[i]);
      EXPECT_EQ(answers[s].relation[i - 1], e[s].relation[i]);
      EXPECT_EQ(answers[s].answer[kUpos][i - 1], e[s].answer[kUpos][i]);
    }
}

}  // namespace
}  // namespace brink::parse
