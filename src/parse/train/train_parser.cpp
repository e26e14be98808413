// SPDX-License-Identifier: Apache-2.0
#include "parse/train/train_parser.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <numbers>
#include <numeric>
#include <random>

namespace brink::parse {
namespace {

std::string_view base_of(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

std::string line(const char* format, auto... values) {
  char text[256];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

using Batch = std::vector<const Example*>;

// Sentences of like length together, batches in random order.
std::vector<Batch> batches_of(const std::vector<Example>& examples, int tokens,
                              std::mt19937_64& dice) {
  std::vector<std::pair<float, const Example*>> order;
  std::normal_distribution<float> noise(0, 2);
  for (const Example& e : examples)
    order.push_back({static_cast<float>(e.size()) + noise(dice), &e});
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Batch> out;
  int held = tokens;
  for (const auto& [length, e] : order) {
    if (held + e->size() > tokens) out.emplace_back(), held = 0;
    out.back().push_back(e);
    held += e->size();
  }
  std::shuffle(out.begin(), out.end(), dice);
  return out;
}

float rate_at(const TrainSettings& s, long step, long steps) {
  if (step < s.warm_up)
    return s.rate * static_cast<float>(step + 1) / static_cast<float>(s.warm_up);
  const double part =
      static_cast<double>(step - s.warm_up) / static_cast<double>(std::max(1L, steps - s.warm_up));
  return s.rate * static_cast<float>(0.5 * (1 + std::cos(std::numbers::pi * std::min(1.0, part))));
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Scores score(const std::vector<Sentence>& gold, const std::vector<Sentence>& answers) {
  Scores s;
  for (std::size_t i = 0; i < gold.size(); ++i)
    for (std::size_t j = 0; j < gold[i].tokens.size(); ++j) {
      const Token &g = gold[i].tokens[j], &a = answers[i].tokens[j];
      ++s.tokens;
      s.upos += g.upos == a.upos, s.xpos += g.xpos == a.xpos, s.feats += g.feats == a.feats;
      s.lemma += g.lemma == a.lemma;
      s.uas += g.head == a.head;
      s.las += g.head == a.head && base_of(g.deprel) == base_of(a.deprel);
    }
  for (double* v : {&s.upos, &s.xpos, &s.feats, &s.lemma, &s.uas, &s.las})
    *v /= static_cast<double>(std::max(1L, s.tokens));
  return s;
}

std::vector<Sentence> parse_all(const std::vector<Network*>& networks, Lexicon& lexicon,
                                const std::vector<Sentence>& sentences) {
  std::vector<Sentence> out = sentences;
  constexpr std::size_t kAtOnce = 48;
  std::vector<std::size_t> order(sentences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sentences[a].tokens.size() < sentences[b].tokens.size();
  });
  for (std::size_t from = 0; from < order.size(); from += kAtOnce) {
    const std::size_t to = std::min(order.size(), from + kAtOnce);
    std::vector<Example> examples;
    for (std::size_t i = from; i < to; ++i)
      examples.push_back(lexicon.example(sentences[order[i]]));
    Batch batch;
    for (const Example& e : examples) batch.push_back(&e);
    const std::vector<Answers> answers = Network::answer_together(networks, batch, lexicon.kinds());
    for (std::size_t i = from; i < to; ++i) lexicon.fill(out[order[i]], answers[i - from]);
  }
  return out;
}

void learn_words(Network& network, const std::vector<Example>& texts, const Lexicon& lexicon,
                 const TrainSettings& settings, const Watcher& watcher) {
  std::mt19937_64 dice(settings.seed);
  std::vector<long> times(static_cast<std::size_t>(lexicon.words().size()), 0);
  for (const Example& e : texts)
    for (const int kind : e.kind) ++times[lexicon.kinds()[kind].word];
  std::vector<std::int32_t> unigram;
  for (std::size_t w = 2; w < times.size(); ++w)
    unigram.insert(unigram.end(), static_cast<std::size_t>(std::pow(times[w], 0.75)) + 1,
                   static_cast<std::int32_t>(w));
  long step = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < settings.rounds; ++round) {
    const std::vector<Batch> batches = batches_of(texts, settings.batch, dice);
    const long steps = static_cast<long>(batches.size()) * settings.rounds;
    double loss = 0, asked = 0;
    for (const Batch& batch : batches) {
      const Losses l = network.guess_words(batch, lexicon.kinds(), unigram, settings.guesses,
                                           settings.dropout, dice);
      loss += l.words, asked += l.arc;
      network.step(rate_at(settings, step++, steps), l.arc);
      if (step % 200 == 0) {
        watcher.say(line("words: step %ld of %ld, loss %.3f, %.0f s", step, steps, loss / asked,
                         seconds_since(start)));
        loss = asked = 0;
      }
      if (step % 2000 == 0) watcher.after_round(round);
    }
    watcher.after_round(round);
  }
}

void learn_grammar(Network& network, const std::vector<Example>& gold,
                   const std::vector<Example>& silver, const Lexicon& lexicon,
                   const TrainSettings& settings, const Watcher& watcher) {
  std::mt19937_64 dice(settings.seed);
  std::vector<Batch> more;
  long step = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < settings.rounds; ++round) {
    const std::vector<Batch> batches = batches_of(gold, settings.batch, dice);
    const double every = silver.empty() ? 0 : settings.silver;  // silver batches for each gold one
    const long steps =
        static_cast<long>(static_cast<double>(batches.size()) * (1 + every)) * settings.rounds;
    Losses sum;
    double owed = 0;
    const auto take = [&](const Batch& batch, bool counts) {
      const Losses l =
          network.learn(batch, lexicon.kinds(), lexicon.counts(), settings.dropout, dice);
      network.step(rate_at(settings, step++, steps), static_cast<double>(l.tokens));
      if (!counts) return;
      sum.arc += l.arc, sum.relation += l.relation, sum.tags += l.tags, sum.tokens += l.tokens;
    };
    for (const Batch& batch : batches) {
      take(batch, true);
      for (owed += every; owed >= 1; owed -= 1) {
        if (more.empty()) more = batches_of(silver, settings.batch, dice);
        take(more.back(), false);
        more.pop_back();
      }
    }
    const auto n = static_cast<double>(sum.tokens);
    watcher.say(line("round %d of %d: arcs %.3f relations %.3f tags %.3f, %.0f s", round + 1,
                     settings.rounds, sum.arc / n, sum.relation / n, sum.tags / n,
                     seconds_since(start)));
    watcher.after_round(round);
  }
}

std::string write_checkpoint(Network& network) {
  std::string out;
  for (const Param* p : network.params()) {
    const std::int32_t shape[2] = {p->rows, p->columns};
    out.append(reinterpret_cast<const char*>(shape), sizeof shape);
    out.append(reinterpret_cast<const char*>(p->value.data()), p->value.size() * sizeof(float));
  }
  return out;
}

bool read_checkpoint(Network& network, const std::string& bytes) {
  std::size_t at = 0;
  for (Param* p : network.params()) {
    std::int32_t shape[2] = {};
    const std::size_t size = p->value.size() * sizeof(float);
    if (at + sizeof shape + size > bytes.size()) return false;
    std::memcpy(shape, bytes.data() + at, sizeof shape);
    if (shape[0] != p->rows || shape[1] != p->columns) return false;
    std::memcpy(p->value.data(), bytes.data() + at + sizeof shape, size);
    at += sizeof shape + size;
  }
  return at == bytes.size();
}

}  // namespace brink::parse
