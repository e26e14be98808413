// SPDX-License-Identifier: Apache-2.0
#include "sentences/train/train_splitter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "base/utf8.h"
#include "sentences/sentence_ends.h"
#include "sentences/token_breaks.h"

namespace brink::sentences {
namespace {

struct Example {
  std::vector<std::uint32_t> features;
  bool yes = false;
};

struct Examples {
  std::vector<Example> breaks, ends;
};

struct Joined {
  std::map<std::u32string, std::map<int, int>> split;  // word -> first letters -> times
  std::map<std::u32string, int> seen;
};

Example example(const Features& features, bool yes) {
  return {{features.begin(), features.end()}, yes};
}

// The gold tokens of one stretch between empty lines.
struct Stretch {
  Span span;
  std::vector<Span> tokens;
  std::set<std::uint32_t> token_ends, sentence_ends;  // bytes
  std::set<std::uint32_t> slips;                      // bytes inside tokens that are slips of a pen
};

// Where the writer, not the language, decided about an apostrophe: "two company's", "who's wife".
bool slip(const Token& token) {
  if (token.feats.find("Typo=Yes") != std::string::npos) return true;
  return (token.xpos == "NNS" || token.xpos == "NNPS") && token.form.ends_with("'s");
}

std::vector<Stretch> stretches_of(const GoldText& gold) {
  std::vector<Stretch> out;
  for (const Sentence& sentence : gold.sentences) {
    if (out.empty() || sentence.starts_paragraph) out.push_back({sentence.span, {}, {}, {}, {}});
    Stretch& stretch = out.back();
    stretch.span.end = sentence.span.end;
    for (const Token& token : sentence.tokens) {
      if (!stretch.tokens.empty() && stretch.tokens.back() == token.span) continue;
      stretch.tokens.push_back(token.span);
      stretch.token_ends.insert(token.span.end);
      if (slip(token))
        for (std::uint32_t at = token.span.begin; at < token.span.end; ++at) stretch.slips.insert(at);
    }
    stretch.sentence_ends.insert(sentence.span.end);
  }
  return out;
}

bool letters_only(const std::vector<Glyph>& glyphs, std::size_t from, std::size_t to) {
  return std::all_of(glyphs.begin() + static_cast<std::ptrdiff_t>(from),
                     glyphs.begin() + static_cast<std::ptrdiff_t>(to),
                     [](const Glyph& g) { return g.letter(); });
}

// Counts runs of letters that the treebank keeps whole and those it parts.
void count_joined(const std::vector<Glyph>& glyphs, const Stretch& stretch, Joined& joined) {
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!glyphs[i].letter() || (i > 0 && glyphs[i - 1].alnum())) continue;
    std::size_t end = i;
    std::u32string word;
    int first = 0;
    for (; glyphs[end].letter(); ++end) {
      if (end > i && first == 0 && stretch.token_ends.count(glyphs[end].begin))
        first = static_cast<int>(end - i);
      word.push_back(glyphs[end].low);
    }
    if (glyphs[end].c == '\'' || glyphs[end].c == '-') continue;
    ++joined.seen[word];
    if (first > 0 && letters_only(glyphs, i, end)) ++joined.split[word][first];
  }
}

void collect(const GoldText& gold, Examples& examples, Joined& joined) {
  Features features;
  for (const Stretch& stretch : stretches_of(gold)) {
    const std::vector<Glyph> glyphs = glyphs_of(gold.text, stretch.span);
    count_joined(glyphs, stretch, joined);
    std::vector<Piece> pieces;
    Chunk chunk = next_chunk(glyphs, 0);
    while (chunk.begin < chunk.end) {
      const Chunk next = next_chunk(glyphs, chunk.end);
      std::size_t token = chunk.begin;
      for (std::size_t at = chunk.begin + 1; at < chunk.end; ++at) {
        const bool yes = stretch.token_ends.count(glyphs[at].begin) > 0;
        if (may_break(glyphs, chunk, at) && !stretch.slips.count(glyphs[at].begin)) {
          features.clear();
          break_features(glyphs, chunk, next, token, at, features);
          examples.breaks.push_back(example(features, yes));
        }
        if (!yes) continue;
        pieces.push_back(piece_of(glyphs, token, at));
        token = at;
      }
      pieces.push_back(piece_of(glyphs, token, chunk.end));
      chunk = next;
    }
    Course course;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
      course.take(pieces[i]);
      const bool yes = stretch.sentence_ends.count(glyphs[pieces[i].end].begin) > 0;
      features.clear();
      end_features(pieces, course, i, features);
      examples.ends.push_back(example(features, yes));
      if (yes) course = Course{i + 1};
    }
  }
}

// The same text as other hands would set it: curly quotes, dashes, blanks lost after marks.
GoldText spoil(const GoldText& gold, std::mt19937_64& dice) {
  std::uniform_real_distribution<double> chance(0, 1);
  const bool curly = chance(dice) < 0.7;
  GoldText out;
  bool open = true;
  const auto write = [&](std::string_view piece) {
    for (const char c : piece) {
      if (curly && c == '\'')
        out.text += "\u2019";
      else if (curly && c == '"')
        out.text += open ? "\u201C" : "\u201D", open = !open;
      else
        out.text += c;
    }
  };
  std::uint32_t before = 0;
  for (const Sentence& sentence : gold.sentences) {
    Sentence copy = sentence;
    for (std::size_t i = 0; i < copy.tokens.size(); ++i) {
      Token& token = copy.tokens[i];
      const Span was = sentence.tokens[i].span;
      if (was.begin >= before) {
        const std::string_view gap = std::string_view(gold.text).substr(before, was.begin - before);
        const char last = out.text.empty() ? ' ' : out.text.back();
        const bool drop =
            i > 0 && gap == " " && (last == ',' || last == ']') && chance(dice) < 0.08;
        if (!drop) out.text += gap;
      }
      token.span.begin = static_cast<std::uint32_t>(out.text.size());
      if (was.begin >= before) write(was.of(gold.text));
      token.span.end = static_cast<std::uint32_t>(out.text.size());
      if (was.begin < before) token.span = copy.tokens[i - 1].span;
      before = std::max(before, was.end);
    }
    copy.span = {copy.tokens.front().span.begin, copy.tokens.back().span.end};
    out.sentences.push_back(std::move(copy));
  }
  return out;
}

Classifier fit(const std::vector<Example>& examples, const SplitterSettings& settings,
               std::mt19937_64& dice) {
  const std::size_t size = std::size_t{1} << Classifier::kBits;
  std::vector<float> weight(size), slope(size, 1e-4f), mean(size);
  float bias = 0;
  std::vector<std::uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0u);
  for (int round = 0; round < settings.rounds; ++round) {
    std::shuffle(order.begin(), order.end(), dice);
    for (const std::uint32_t i : order) {
      const Example& e = examples[i];
      float sum = bias;
      for (const std::uint32_t f : e.features) sum += weight[Classifier::place(f)];
      const float error = (e.yes ? 1.f : 0.f) - 1 / (1 + std::exp(-sum));
      if (std::abs(error) < 1e-3f) continue;
      for (const std::uint32_t f : e.features) {
        const std::uint32_t p = Classifier::place(f);
        slope[p] += error * error;
        weight[p] += settings.rate * error / std::sqrt(slope[p]) - settings.decay * weight[p];
      }
      bias += 0.01f * settings.rate * error;
    }
    if (round >= settings.rounds / 2)
      for (std::size_t p = 0; p < size; ++p) mean[p] += weight[p];
  }
  for (float& w : mean) w /= static_cast<float>(settings.rounds - settings.rounds / 2);
  Classifier out;
  float most = 1e-6f;
  for (const float w : mean) most = std::max(most, std::abs(w));
  out.scale = most / 127, out.bias = bias;
  for (std::size_t p = 0; p < size; ++p)
    out.weights[p] = static_cast<std::int8_t>(std::lround(mean[p] / out.scale));
  return out;
}

}  // namespace

SplitterModel train_splitter(const std::vector<GoldText>& texts, const GoldText& own,
                             const SplitterSettings& settings) {
  std::mt19937_64 dice(settings.seed);
  std::uniform_real_distribution<double> chance(0, 1);
  Examples examples;
  Joined joined, unused;
  for (const GoldText& gold : texts) {
    collect(gold, examples, joined);
    if (chance(dice) < settings.spoilt) collect(spoil(gold, dice), examples, unused);
  }
  for (int i = 0; i < settings.own_weight; ++i) {
    collect(own, examples, unused);
    collect(spoil(own, dice), examples, unused);
  }
  SplitterModel model;
  for (const auto& [word, places] : joined.split)
    for (const auto& [first, times] : places)
      if (times >= 2 && times * 10 >= joined.seen[word] * 8 && first < 10)
        model.joined[word] = first;
  model.breaks = fit(examples.breaks, settings, dice);
  model.ends = fit(examples.ends, settings, dice);
  model.ends.bias += settings.end_bonus;
  return model;
}

}  // namespace brink::sentences
