// SPDX-License-Identifier: Apache-2.0
#include "parse/train/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "parse/train/fast_math.h"
#include "parse/tree.h"

namespace brink::parse {
namespace {

constexpr float kWeight[kQuestions] = {0.6f, 0.4f, 0.3f, 0.3f};  // of the taggers' losses

// A table without slopes.
struct Table {
  int rows = 0, columns = 0;
  std::vector<float> cell;
  void shape(int r, int c) {
    rows = r, columns = c;
    cell.assign(static_cast<std::size_t>(r) * c, 0.f);
  }
  float* row(int r) { return cell.data() + static_cast<std::ptrdiff_t>(r) * columns; }
  const float* row(int r) const { return cell.data() + static_cast<std::ptrdiff_t>(r) * columns; }
};

// A quick stream of numbers for what is dropped (splitmix64).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
  }
  bool hit(float p) { return static_cast<float>(next() >> 40) * 0x1p-24f < p; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

  // 0 with chance p, else 1 / (1 - p).
  void mask(float* to, std::size_t n, float p) {
    const float keep = 1 / (1 - p);
    const auto limit = static_cast<std::uint32_t>(p * 65536.f);
    for (std::size_t i = 0; i < n; i += 4) {
      std::uint64_t bits = next();
      for (std::size_t j = i; j < std::min(n, i + 4); ++j, bits >>= 16)
        to[j] = (bits & 0xFFFFu) < limit ? 0.f : keep;
    }
  }

 private:
  std::uint64_t state_;
};

void multiply_by(float* to, const float* by, int n) {
  for (int i = 0; i < n; ++i) to[i] *= by[i];
}

void add_to(float* to, const float* from, int n, float times = 1) {
  for (int i = 0; i < n; ++i) to[i] += times * from[i];
}

float dot(const float* a, const float* b, int n) {
  float sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

void add_column_sums(const Table& from, float* to) {
  for (int r = 0; r < from.rows; ++r) add_to(to, from.row(r), from.columns);
}

// Turns scores into probabilities; gives log of the sum, so that a score minus it is a log chance.
float soften(float* score, int n) {
  float most = score[0];
  for (int i = 1; i < n; ++i) most = std::max(most, score[i]);
  float sum = 0;
  for (int i = 0; i < n; ++i) score[i] = quick_exp(score[i] - most), sum += score[i];
  const float part = 1 / sum;
  for (int i = 0; i < n; ++i) score[i] *= part;
  return most + std::log(sum);
}

// to += left^T * right: how the slopes of a table are gathered.
void add_slope(const float* left, int left_columns, int left_step, const float* right,
               int right_columns, int right_step, int rows, float* to, int to_step) {
  PackedLeft a;
  PackedRight b;
  pack_left_turned(left, rows, left_columns, left_step, a);
  pack_right(right, rows, right_columns, right_step, b);
  multiply(a, b, to, to_step, Sum::kAdd);
}

}  // namespace

void Param::shape(std::string called, int r, int c, bool learn) {
  name = std::move(called), rows = r, columns = c;
  value.assign(static_cast<std::size_t>(r) * c, 0.f);
  if (learn) slope = mean = square = value;
}

struct Network::Packs {
  std::vector<PackedRight> input, input_turned;
  std::vector<std::array<PackedRight, 2>> recurrent, recurrent_turned;
  PackedRight heads, heads_turned, arc, arc_turned, relation, relation_turned, tags, tags_turned;
};

struct Network::Work {
  std::vector<const Example*> batch;  // longest first
  std::vector<int> order;             // batch[i] was the order[i]-th asked for
  std::vector<int> count, offset;     // rows of each position: offset[t] + b, b < count[t]
  int rows = 0;
  bool training = false;
  Dropout dropout;
  Chance chance{0};
  std::vector<char> hidden;  // rows whose word is hidden, for guess_words

  struct LayerWork {
    Table in, gates, cell, out, before, drop_recurrent, drop_out;
  };
  std::vector<LayerWork> layer;
  Table drop_in;
  std::vector<int> word;  // the vocabulary row used for each row; -1 for none
  Table top, drop_top, z, drop_z, arc_query, tag_hidden;
  Table slope_top, slope_z, slope;

  int row(int t, int b) const { return offset[static_cast<std::size_t>(t)] + b; }
  int longest() const { return static_cast<int>(count.size()); }

  Work(const std::vector<const Example*>& asked) {
    order.resize(asked.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return asked[static_cast<std::size_t>(a)]->size() >
             asked[static_cast<std::size_t>(b)]->size();
    });
    for (const int i : order) batch.push_back(asked[static_cast<std::size_t>(i)]);
    for (int t = 0; !batch.empty() && t < batch.front()->size(); ++t) {
      int n = 0;
      while (n < static_cast<int>(batch.size()) && batch[static_cast<std::size_t>(n)]->size() > t)
        ++n;
      offset.push_back(rows);
      count.push_back(n);
      rows += n;
    }
  }
};

Network::Network(const Sizes& sizes, std::uint64_t seed) : sizes_(sizes) {
  const Sizes& s = sizes_;
  std::mt19937_64 dice(seed);
  const auto fill = [&](Param& p, float scale) {
    std::normal_distribution<float> normal(0, scale);
    for (float& v : p.value) v = normal(dice);
  };
  words.shape("words", s.words, s.dim);
  rows.shape("rows", 1 << s.row_bits, s.dim);
  word_bias.shape("word_bias", 1, s.words);
  guess.shape("guess", 2 * s.hidden, s.dim);
  fill(words, 0.1f);
  fill(rows, 0.3f);
  fill(guess, 1 / std::sqrt(2.f * s.hidden));
  for (int l = 0; l < s.layers; ++l) {
    const int in = l == 0 ? s.dim : 2 * s.hidden, h = s.hidden;
    Layer& layer = layers.emplace_back();
    const std::string n = "layer" + std::to_string(l);
    layer.input.shape(n + ".input", in, 6 * h);
    layer.bias.shape(n + ".bias", 1, 6 * h);
    fill(layer.input, 1 / std::sqrt(static_cast<float>(in)));
    for (int d = 0; d < 2; ++d) {
      layer.recurrent[d].shape(n + ".recurrent" + std::to_string(d), h, 3 * h);
      fill(layer.recurrent[d], 1 / std::sqrt(static_cast<float>(h)));
      std::fill_n(layer.bias.value.begin() + d * 3 * h, h, 1.f);  // remember at first
    }
  }
  const int z = head_columns(s);
  heads.shape("heads", 2 * s.hidden, z), heads_bias.shape("heads_bias", 1, z);
  fill(heads, 1 / std::sqrt(2.f * s.hidden));
  arc.shape("arc", s.arc, s.arc), arc_bias.shape("arc_bias", 1, s.arc);
  fill(arc, 0.5f / std::sqrt(static_cast<float>(s.arc)));
  relation.shape("relation", s.label, up16(s.relations));
  relation_bias.shape("relation_bias", 1, up16(s.relations));
  fill(relation, 1 / std::sqrt(static_cast<float>(s.label)));
  const int answers = answer_columns(s);
  tags.shape("tags", s.tag, answers), tags_bias.shape("tags_bias", 1, answers);
  fill(tags, 1 / std::sqrt(static_cast<float>(s.tag)));
  word_touched_.assign(static_cast<std::size_t>(s.words), 0);
  row_touched_.assign(std::size_t{1} << s.row_bits, 0);
}

std::vector<Param*> Network::dense_params() {
  std::vector<Param*> out;
  for (Layer& l : layers)
    for (Param* p : {&l.input, &l.bias, &l.recurrent[0], &l.recurrent[1]}) out.push_back(p);
  for (Param* p : {&heads, &heads_bias, &arc, &arc_bias, &relation, &relation_bias, &tags,
                   &tags_bias, &word_bias, &guess})
    out.push_back(p);
  return out;
}

std::vector<Param*> Network::params() {
  std::vector<Param*> out = dense_params();
  out.push_back(&words);
  out.push_back(&rows);
  return out;
}

Network::Packs& Network::packs() {
  if (packs_) return *packs_;
  packs_ = std::make_shared<Packs>();
  Packs& p = *packs_;
  const auto both = [](const Param& from, PackedRight& straight, PackedRight& turned) {
    pack_right(from.value.data(), from.rows, from.columns, from.columns, straight);
    pack_right_turned(from.value.data(), from.rows, from.columns, from.columns, turned);
  };
  const std::size_t n = layers.size();
  p.input.resize(n), p.input_turned.resize(n), p.recurrent.resize(n), p.recurrent_turned.resize(n);
  for (std::size_t l = 0; l < n; ++l) {
    both(layers[l].input, p.input[l], p.input_turned[l]);
    for (std::size_t d = 0; d < 2; ++d)
      both(layers[l].recurrent[d], p.recurrent[l][d], p.recurrent_turned[l][d]);
  }
  both(heads, p.heads, p.heads_turned);
  both(arc, p.arc, p.arc_turned);
  both(relation, p.relation, p.relation_turned);
  both(tags, p.tags, p.tags_turned);
  return p;
}

void Network::encode(Work& work, const std::vector<WordKind>& kinds) {
  const int dim = sizes_.dim;
  work.layer.resize(layers.size());
  Table& x = work.layer[0].in;
  x.shape(work.rows, dim);
  for (int t = 0; t < work.longest(); ++t)
    for (int b = 0; b < work.count[t]; ++b) {
      const int r = work.row(t, b);
      if (!work.hidden.empty() && work.hidden[r]) {
        std::copy_n(rows.row(0), dim, x.row(r));  // row 0 stands for a hidden word
        continue;
      }
      const WordKind& kind = kinds[work.batch[b]->kind[t]];
      std::copy_n(words.row(work.word[r]), dim, x.row(r));
      if (kind.rows.empty()) continue;
      const float share = 1 / std::sqrt(static_cast<float>(kind.rows.size()));
      for (const std::uint32_t i : kind.rows)
        add_to(x.row(r), rows.row(static_cast<int>(i)), dim, share);
    }
  if (work.training) {
    work.drop_in.shape(work.rows, dim);
    work.chance.mask(work.drop_in.row(0), work.drop_in.cell.size(), work.dropout.input);
    multiply_by(x.row(0), work.drop_in.row(0), work.rows * dim);
  }
  for (int l = 0; l < sizes_.layers; ++l) {
    layer_forward(work, l);
    Table& out = work.layer[l].out;
    Table& next = l + 1 < sizes_.layers ? work.layer[l + 1].in : work.top;
    next = out;
    if (!work.training) continue;
    Table& drop = work.layer[l].drop_out;
    drop.shape(static_cast<int>(work.batch.size()), out.columns);
    work.chance.mask(drop.row(0), drop.cell.size(), work.dropout.between);
    for (int t = 0; t < work.longest(); ++t)
      for (int b = 0; b < work.count[t]; ++b)
        multiply_by(next.row(work.row(t, b)), drop.row(b), out.columns);
  }
}

void Network::layer_forward(Work& work, int l) {
  const int h = sizes_.hidden;
  Work::LayerWork& w = work.layer[l];
  PackedLeft left;
  pack_left(w.in.row(0), w.in.rows, w.in.columns, w.in.columns, left);
  w.gates.shape(work.rows, 6 * h);
  for (int r = 0; r < work.rows; ++r) std::copy_n(layers[l].bias.row(0), 6 * h, w.gates.row(r));
  multiply(left, packs().input[l], w.gates.row(0), 6 * h, Sum::kAdd);
  w.cell.shape(work.rows, 2 * h), w.out.shape(work.rows, 2 * h), w.before.shape(work.rows, 2 * h);
  if (work.training) {
    w.drop_recurrent.shape(static_cast<int>(work.batch.size()), 2 * h);
    work.chance.mask(w.drop_recurrent.row(0), w.drop_recurrent.cell.size(), work.dropout.recurrent);
  }
  const int longest = work.longest();
  for (int d = 0; d < 2; ++d)
    for (int step = 0; step < longest; ++step) {
      const int t = d == 0 ? step : longest - 1 - step, before = d == 0 ? t - 1 : t + 1;
      const int from =
          before < 0 || before >= longest ? 0 : std::min(work.count[t], work.count[before]);
      for (int b = 0; b < from; ++b) {
        float* to = w.before.row(work.row(t, b)) + d * h;
        std::copy_n(w.out.row(work.row(before, b)) + d * h, h, to);
        if (work.training) multiply_by(to, w.drop_recurrent.row(b) + d * h, h);
      }
      if (from > 0) {
        pack_left(w.before.row(work.row(t, 0)) + d * h, from, h, 2 * h, left);
        multiply(left, packs().recurrent[l][d], w.gates.row(work.row(t, 0)) + d * 3 * h, 6 * h,
                 Sum::kAdd);
      }
      for (int b = 0; b < work.count[t]; ++b) {
        const int r = work.row(t, b);
        float *f = w.gates.row(r) + d * 3 * h, *o = f + h, *g = o + h;
        float *c = w.cell.row(r) + d * h, *y = w.out.row(r) + d * h;
        static const std::vector<float> kZero(4096, 0.f);
        const float* c0 = b < from ? w.cell.row(work.row(before, b)) + d * h : kZero.data();
        for (int j = 0; j < h; ++j) {
          f[j] = quick_sigmoid(f[j]), o[j] = quick_sigmoid(o[j]);
          g[j] = quick_tanh(g[j]);
          c[j] = g[j] + f[j] * (c0[j] - g[j]);
          y[j] = o[j] * quick_tanh(c[j]);
        }
      }
    }
}

// work.slope holds the slopes of this layer's dropped-out output and gets those of its input.
void Network::layer_back(Work& work, int l) {
  const int h = sizes_.hidden, longest = work.longest();
  Work::LayerWork& w = work.layer[l];
  Table& dy = work.slope;
  for (int t = 0; t < longest; ++t)
    for (int b = 0; b < work.count[t]; ++b)
      multiply_by(dy.row(work.row(t, b)), w.drop_out.row(b), 2 * h);
  const int most = work.count.front();
  Table dc, dh;
  PackedLeft left;
  for (int d = 0; d < 2; ++d) {
    dc.shape(most, h);
    dh.shape(most, h);
    for (int step = longest - 1; step >= 0; --step) {
      const int t = d == 0 ? step : longest - 1 - step, before = d == 0 ? t - 1 : t + 1;
      const int from =
          before < 0 || before >= longest ? 0 : std::min(work.count[t], work.count[before]);
      for (int b = 0; b < work.count[t]; ++b) {
        const int r = work.row(t, b);
        float *f = w.gates.row(r) + d * 3 * h, *o = f + h, *g = o + h;
        const float* c = w.cell.row(r) + d * h;
        const float* y = dy.row(r) + d * h;
        float *sc = dc.row(b), *sh = dh.row(b);
        static const std::vector<float> kZero(4096, 0.f);
        const float* c0 = b < from ? w.cell.row(work.row(before, b)) + d * h : kZero.data();
        for (int j = 0; j < h; ++j) {
          const float s = y[j] + sh[j], tc = quick_tanh(c[j]);
          const float cell = sc[j] + s * o[j] * (1 - tc * tc);
          const float gf = cell * (c0[j] - g[j]) * f[j] * (1 - f[j]),
                      go = s * tc * o[j] * (1 - o[j]);
          const float gg = cell * (1 - f[j]) * (1 - g[j] * g[j]);
          sc[j] = cell * f[j];
          f[j] = gf, o[j] = go, g[j] = gg;
        }
      }
      for (int b = from; b < work.count[t]; ++b) {
        std::fill_n(dc.row(b), h, 0.f);
        std::fill_n(dh.row(b), h, 0.f);
      }
      if (from == 0) continue;
      pack_left(w.gates.row(work.row(t, 0)) + d * 3 * h, from, 3 * h, 6 * h, left);
      multiply(left, packs().recurrent_turned[l][d], dh.row(0), h, Sum::kSet);
      for (int b = 0; b < from; ++b) multiply_by(dh.row(b), w.drop_recurrent.row(b) + d * h, h);
    }
    add_slope(w.before.row(0) + d * h, h, 2 * h, w.gates.row(0) + d * 3 * h, 3 * h, 6 * h,
              work.rows, layers[l].recurrent[d].slope.data(), 3 * h);
  }
  add_slope(w.in.row(0), w.in.columns, w.in.columns, w.gates.row(0), 6 * h, 6 * h, work.rows,
            layers[l].input.slope.data(), 6 * h);
  add_column_sums(w.gates, layers[l].bias.slope.data());
  pack_left(w.gates.row(0), work.rows, 6 * h, 6 * h, left);
  dy.shape(work.rows, w.in.columns);
  multiply(left, packs().input_turned[l], dy.row(0), w.in.columns, Sum::kSet);
}

void Network::encode_back(Work& work, const std::vector<WordKind>& kinds) {
  work.slope = std::move(work.slope_top);
  for (int l = sizes_.layers - 1; l >= 0; --l) layer_back(work, l);
  Table& dx = work.slope;
  multiply_by(dx.row(0), work.drop_in.row(0), work.rows * sizes_.dim);
  const auto touch = [](std::vector<char>& flags, std::vector<int>& list, int i) {
    if (!flags[i]) flags[i] = 1, list.push_back(i);
  };
  for (int t = 0; t < work.longest(); ++t)
    for (int b = 0; b < work.count[t]; ++b) {
      const int r = work.row(t, b);
      if (!work.hidden.empty() && work.hidden[r]) {
        touch(row_touched_, touched_rows_, 0);
        add_to(rows.slope_row(0), dx.row(r), sizes_.dim);
        continue;
      }
      touch(word_touched_, touched_words_, work.word[r]);
      add_to(words.slope_row(work.word[r]), dx.row(r), sizes_.dim);
      const WordKind& kind = kinds[work.batch[b]->kind[t]];
      if (kind.rows.empty()) continue;
      const float share = 1 / std::sqrt(static_cast<float>(kind.rows.size()));
      for (const std::uint32_t i : kind.rows) {
        touch(row_touched_, touched_rows_, static_cast<int>(i));
        add_to(rows.slope_row(static_cast<int>(i)), dx.row(r), sizes_.dim, share);
      }
    }
}

// The first layer of every answer, from the top of the encoder.
void Network::read_heads(Work& work) {
  const int a = sizes_.arc, l = sizes_.label, z = heads.columns;
  PackedLeft left;
  pack_left(work.top.row(0), work.rows, work.top.columns, work.top.columns, left);
  work.z.shape(work.rows, z);
  for (int r = 0; r < work.rows; ++r) std::copy_n(heads_bias.row(0), z, work.z.row(r));
  multiply(left, packs().heads, work.z.row(0), z, Sum::kAdd);
  for (int r = 0; r < work.rows; ++r)
    for (int j = 0; j < z; ++j) {
      if (j == 2 * a) j += 2 * l;  // relations add two parts first
      float& v = work.z.row(r)[j];
      v = v > 0 ? v : kLeak * v;
    }
  if (work.training) {
    work.drop_z.shape(work.rows, z);
    work.chance.mask(work.drop_z.row(0), work.drop_z.cell.size(), work.dropout.heads);
    for (int r = 0; r < work.rows; ++r) {
      multiply_by(work.z.row(r), work.drop_z.row(r), 2 * a);
      multiply_by(work.z.row(r) + 2 * a + 2 * l, work.drop_z.row(r) + 2 * a + 2 * l, sizes_.tag);
    }
    work.slope_z.shape(work.rows, z);
  }
  pack_left(work.z.row(0), work.rows, a, z, left);
  work.arc_query.shape(work.rows, a);
  for (int r = 0; r < work.rows; ++r) std::copy_n(arc_bias.row(0), a, work.arc_query.row(r));
  multiply(left, packs().arc, work.arc_query.row(0), a, Sum::kAdd);
}

void Network::learn_arcs(Work& work, Losses& losses) {
  const int a = sizes_.arc;
  Table slope_query;
  slope_query.shape(work.rows, a);
  std::vector<float> score;
  for (int b = 0; b < static_cast<int>(work.batch.size()); ++b) {
    const Example& e = *work.batch[b];
    const int n = e.size();
    score.resize(static_cast<std::size_t>(n));
    for (int d = 1; d < n; ++d) {
      const int gold = e.head[d];
      if (gold < 0) continue;
      const int r = work.row(d, b);
      for (int h = 0; h < n; ++h)
        score[h] = h == d ? -1e30f : dot(work.arc_query.row(r), work.z.row(work.row(h, b)) + a, a);
      const float gold_score = score[gold], all = soften(score.data(), n);
      losses.arc += all - gold_score;
      for (int h = 0; h < n; ++h) {
        if (h == d) continue;
        const float s = (score[h] - (h == gold ? 1.f : 0.f)) * e.weight;
        if (std::abs(s) < 1e-5f) continue;
        const int hr = work.row(h, b);
        add_to(slope_query.row(r), work.z.row(hr) + a, a, s);
        add_to(work.slope_z.row(hr) + a, work.arc_query.row(r), a, s);
      }
    }
  }
  const int z = heads.columns;
  add_slope(work.z.row(0), a, z, slope_query.row(0), a, a, work.rows, arc.slope.data(), a);
  add_column_sums(slope_query, arc_bias.slope.data());
  PackedLeft left;
  pack_left(slope_query.row(0), work.rows, a, a, left);
  multiply(left, packs().arc_turned, work.slope_z.row(0), z, Sum::kAdd);
}

void Network::learn_relations(Work& work, Losses& losses) {
  const int l = sizes_.label, at = 2 * sizes_.arc, wide = relation.columns;
  std::vector<std::array<int, 3>> asked;  // row, row of the head, gold
  std::vector<float> weight;
  for (int b = 0; b < static_cast<int>(work.batch.size()); ++b) {
    const Example& e = *work.batch[b];
    for (int d = 1; d < e.size(); ++d)
      if (e.head[d] >= 0 && e.relation[d] >= 0) {
        asked.push_back({work.row(d, b), work.row(e.head[d], b), e.relation[d]});
        weight.push_back(e.weight);
      }
  }
  const int m = static_cast<int>(asked.size());
  if (m == 0) return;
  Table hidden, drop, out;
  hidden.shape(m, l), drop.shape(m, l), out.shape(m, wide);
  work.chance.mask(drop.row(0), drop.cell.size(), work.dropout.heads);
  for (int i = 0; i < m; ++i) {
    const float *u = work.z.row(asked[i][0]) + at, *v = work.z.row(asked[i][1]) + at + l;
    float *to = hidden.row(i), *dr = drop.row(i);
    for (int j = 0; j < l; ++j) {
      const float s = u[j] + v[j];
      if (s < 0) dr[j] *= kLeak;
      to[j] = s * dr[j];
    }
    std::copy_n(relation_bias.row(0), wide, out.row(i));
  }
  PackedLeft left;
  pack_left(hidden.row(0), m, l, l, left);
  multiply(left, packs().relation, out.row(0), wide, Sum::kAdd);
  for (int i = 0; i < m; ++i) {
    const float gold = out.row(i)[asked[i][2]];
    losses.relation += soften(out.row(i), sizes_.relations) - gold;
    out.row(i)[asked[i][2]] -= 1;
    std::fill(out.row(i) + sizes_.relations, out.row(i) + wide, 0.f);
    for (int j = 0; j < sizes_.relations; ++j) out.row(i)[j] *= weight[i];
  }
  add_slope(hidden.row(0), l, l, out.row(0), wide, wide, m, relation.slope.data(), wide);
  add_column_sums(out, relation_bias.slope.data());
  pack_left(out.row(0), m, wide, wide, left);
  multiply(left, packs().relation_turned, hidden.row(0), l, Sum::kSet);
  for (int i = 0; i < m; ++i) {
    multiply_by(hidden.row(i), drop.row(i), l);
    add_to(work.slope_z.row(asked[i][0]) + at, hidden.row(i), l);
    add_to(work.slope_z.row(asked[i][1]) + at + l, hidden.row(i), l);
  }
}

void Network::learn_tags(Work& work, Losses& losses) {
  const int t = sizes_.tag, at = 2 * sizes_.arc + 2 * sizes_.label, wide = tags.columns;
  Table out;
  out.shape(work.rows, wide);
  for (int r = 0; r < work.rows; ++r) std::copy_n(tags_bias.row(0), wide, out.row(r));
  PackedLeft left;
  pack_left(work.z.row(0) + at, work.rows, t, heads.columns, left);
  multiply(left, packs().tags, out.row(0), wide, Sum::kAdd);
  for (int p = 0; p < work.longest(); ++p)
    for (int b = 0; b < work.count[p]; ++b) {
      const Example& e = *work.batch[b];
      float* score = out.row(work.row(p, b));
      int from = 0;
      for (int q = 0; q < kQuestions; from += sizes_.answers[q], ++q) {
        const int gold = p == 0 ? -1 : e.answer[q][p];
        if (gold < 0) {
          std::fill_n(score + from, sizes_.answers[q], 0.f);
          continue;
        }
        const float was = score[from + gold];
        losses.tags += kWeight[q] * (soften(score + from, sizes_.answers[q]) - was);
        score[from + gold] -= 1;
        for (int j = 0; j < sizes_.answers[q]; ++j) score[from + j] *= kWeight[q] * e.weight;
      }
      std::fill(score + from, score + wide, 0.f);
    }
  add_slope(work.z.row(0) + at, t, heads.columns, out.row(0), wide, wide, work.rows,
            tags.slope.data(), wide);
  add_column_sums(out, tags_bias.slope.data());
  pack_left(out.row(0), work.rows, wide, wide, left);
  multiply(left, packs().tags_turned, work.slope_z.row(0) + at, heads.columns, Sum::kAdd);
}

namespace {

// The slope of a leaky unit whose dropped value is known: the sign survives.
void through_leak(const float* value, const float* drop, float* slope, int n) {
  for (int j = 0; j < n; ++j) slope[j] *= drop[j] * (value[j] < 0 ? kLeak : 1.f);
}

}  // namespace

Losses Network::learn(const std::vector<const Example*>& batch, const std::vector<WordKind>& kinds,
                      const std::vector<int>& counts, const Dropout& dropout,
                      std::mt19937_64& dice) {
  Work work(batch);
  work.training = true, work.dropout = dropout, work.chance = Chance(dice());
  work.word.resize(work.rows);
  Losses losses;
  for (int t = 0; t < work.longest(); ++t)
    for (int b = 0; b < work.count[t]; ++b) {
      const int word = kinds[work.batch[b]->kind[t]].word;
      const bool drop = word > 1 && work.chance.hit(dropout.word / (dropout.word + counts[word]));
      work.word[work.row(t, b)] = drop ? 0 : word;
      losses.tokens += t > 0;
    }
  encode(work, kinds);
  read_heads(work);
  learn_arcs(work, losses);
  learn_relations(work, losses);
  learn_tags(work, losses);
  const int a = sizes_.arc, l = sizes_.label, z = heads.columns;
  for (int r = 0; r < work.rows; ++r) {
    through_leak(work.z.row(r), work.drop_z.row(r), work.slope_z.row(r), 2 * a);
    const int at = 2 * a + 2 * l;
    through_leak(work.z.row(r) + at, work.drop_z.row(r) + at, work.slope_z.row(r) + at, sizes_.tag);
  }
  const int wide = work.top.columns;
  add_slope(work.top.row(0), wide, wide, work.slope_z.row(0), z, z, work.rows, heads.slope.data(),
            z);
  add_column_sums(work.slope_z, heads_bias.slope.data());
  PackedLeft left;
  pack_left(work.slope_z.row(0), work.rows, z, z, left);
  work.slope_top.shape(work.rows, wide);
  multiply(left, packs().heads_turned, work.slope_top.row(0), wide, Sum::kSet);
  encode_back(work, kinds);
  return losses;
}

Losses Network::guess_words(const std::vector<const Example*>& batch,
                            const std::vector<WordKind>& kinds,
                            const std::vector<std::int32_t>& unigram, int guesses,
                            const Dropout& dropout, std::mt19937_64& dice) {
  Work work(batch);
  work.training = true, work.dropout = dropout, work.chance = Chance(dice());
  work.word.resize(work.rows);
  work.hidden.assign(work.rows, 0);
  Losses losses;
  std::vector<int> asked, gold, drawn;
  for (int t = 0; t < work.longest(); ++t)
    for (int b = 0; b < work.count[t]; ++b) {
      const int word = kinds[work.batch[b]->kind[t]].word, r = work.row(t, b);
      work.word[r] = word;
      ++losses.tokens;
      if (t == 0 || word < 2 || !work.chance.hit(0.2f)) continue;
      work.hidden[r] = work.chance.hit(0.9f);
      asked.push_back(r);
      gold.push_back(word);
    }
  if (asked.empty()) return losses;
  std::vector<int> slot(static_cast<std::size_t>(sizes_.words), -1);
  const auto draw = [&](int word) {
    if (slot[word] < 0) slot[word] = static_cast<int>(drawn.size()), drawn.push_back(word);
  };
  for (const int word : gold) draw(word);
  for (int i = 0; i < guesses; ++i) draw(unigram[work.chance.below(unigram.size())]);
  encode(work, kinds);

  const int m = static_cast<int>(asked.size()), dim = sizes_.dim, wide = work.top.columns;
  const int real = static_cast<int>(drawn.size()), n = up16(real);  // the rest are never guessed
  Table from, query, keys, score;
  from.shape(m, wide), query.shape(m, dim), keys.shape(n, dim), score.shape(m, n);
  for (int i = 0; i < m; ++i) std::copy_n(work.top.row(asked[i]), wide, from.row(i));
  for (int j = 0; j < real; ++j) std::copy_n(words.row(drawn[j]), dim, keys.row(j));
  PackedLeft left;
  PackedRight right;
  pack_left(from.row(0), m, wide, wide, left);
  pack_right(guess.value.data(), wide, dim, dim, right);
  multiply(left, right, query.row(0), dim, Sum::kSet);
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < real; ++j) score.row(i)[j] = word_bias.value[drawn[j]];
  pack_left(query.row(0), m, dim, dim, left);
  pack_right_turned(keys.row(0), n, dim, dim, right);
  multiply(left, right, score.row(0), n, Sum::kAdd);
  for (int i = 0; i < m; ++i) {
    const int g = slot[gold[i]];
    const float was = score.row(i)[g];
    losses.words += soften(score.row(i), real) - was;
    score.row(i)[g] -= 1;
    std::fill(score.row(i) + real, score.row(i) + n, 0.f);
  }
  losses.arc = m;
  // Back: keys, query, the top.
  Table slope_keys, slope_query, slope_from;
  slope_keys.shape(n, dim), slope_query.shape(m, dim), slope_from.shape(m, wide);
  add_slope(score.row(0), n, n, query.row(0), dim, dim, m, slope_keys.row(0), dim);
  pack_left(score.row(0), m, n, n, left);
  pack_right(keys.row(0), n, dim, dim, right);
  multiply(left, right, slope_query.row(0), dim, Sum::kSet);
  for (int j = 0; j < real; ++j) {
    if (!word_touched_[drawn[j]]) word_touched_[drawn[j]] = 1, touched_words_.push_back(drawn[j]);
    add_to(words.slope_row(drawn[j]), slope_keys.row(j), dim);
    for (int i = 0; i < m; ++i) word_bias.slope[drawn[j]] += score.row(i)[j];
  }
  add_slope(from.row(0), wide, wide, slope_query.row(0), dim, dim, m, guess.slope.data(), dim);
  pack_left(slope_query.row(0), m, dim, dim, left);
  pack_right_turned(guess.value.data(), wide, dim, dim, right);
  multiply(left, right, slope_from.row(0), wide, Sum::kSet);
  work.slope_top.shape(work.rows, wide);
  for (int i = 0; i < m; ++i) std::copy_n(slope_from.row(i), wide, work.slope_top.row(asked[i]));
  encode_back(work, kinds);
  return losses;
}

void Network::step(float rate, double losses) {
  constexpr float kBeta1 = 0.9f, kBeta2 = 0.98f, kMost = 2.0f, kSmall = 1e-8f;
  ++steps_;
  double square = 0;
  for (const Param* p : dense_params())
    for (const float s : p->slope) square += s * s;
  const double norm = std::sqrt(square) / losses;  // of the mean loss
  const auto scale = static_cast<float>((norm > kMost ? kMost / norm : 1.0) / losses);
  const float fix1 = 1 - std::pow(kBeta1, static_cast<float>(steps_));
  const float fix2 = 1 - std::pow(kBeta2, static_cast<float>(steps_));
  const auto update = [&](float* value, float* slope, float* mean, float* sq, std::size_t n) {
    const float r = rate / fix1, f = 1 / fix2;
    for (std::size_t i = 0; i < n; ++i) {
      const float s = slope[i] * scale;
      mean[i] = kBeta1 * mean[i] + (1 - kBeta1) * s;
      sq[i] = kBeta2 * sq[i] + (1 - kBeta2) * s * s;
      value[i] -= r * mean[i] / (std::sqrt(sq[i] * f) + kSmall);
      slope[i] = 0;
    }
  };
  for (Param* p : dense_params())
    update(p->value.data(), p->slope.data(), p->mean.data(), p->square.data(), p->value.size());
  const auto update_rows = [&](Param& p, std::vector<int>& list, std::vector<char>& flags) {
    const auto columns = static_cast<std::size_t>(p.columns);
    for (const int r : list) {
      const std::size_t at = static_cast<std::size_t>(r) * columns;
      update(&p.value[at], &p.slope[at], &p.mean[at], &p.square[at], columns);
      flags[r] = 0;
    }
    list.clear();
  };
  update_rows(words, touched_words_, word_touched_);
  update_rows(rows, touched_rows_, row_touched_);
  packs_.reset();
}

std::vector<Answers> Network::answer(const std::vector<const Example*>& batch,
                                     const std::vector<WordKind>& kinds) {
  return answer_together({this}, batch, kinds);
}

std::vector<Answers> Network::answer_together(const std::vector<Network*>& networks,
                                              const std::vector<const Example*>& batch,
                                              const std::vector<WordKind>& kinds) {
  std::vector<Work> works;
  for (Network* network : networks) {
    Work& work = works.emplace_back(batch);
    for (int t = 0; t < work.longest(); ++t)
      for (int b = 0; b < work.count[t]; ++b)
        work.word.push_back(kinds[work.batch[b]->kind[t]].word);
    network->encode(work, kinds);
    network->read_heads(work);
  }
  std::vector<Answers> out(batch.size());
  std::vector<float> score, sum, hidden;
  const auto add_log = [&sum](std::vector<float>& s, int n, float* to) {
    std::vector<float> raw(s.begin(), s.begin() + n);
    const float all = soften(s.data(), n);
    for (int i = 0; i < n; ++i) to[i] += raw[i] - all;
  };
  for (std::size_t b = 0; b < batch.size(); ++b) {
    const Work& first = works.front();
    const int n = first.batch[b]->size();
    Answers& answers = out[static_cast<std::size_t>(first.order[b])];
    std::vector<float> arcs(static_cast<std::size_t>(n - 1) * n, 0.f);
    for (std::size_t k = 0; k < networks.size(); ++k) {
      const Work& work = works[k];
      const int a = networks[k]->sizes_.arc;
      score.resize(n);
      for (int d = 1; d < n; ++d) {
        for (int h = 0; h < n; ++h)
          score[h] =
              h == d ? -1e4f
                     : dot(work.arc_query.row(work.row(d, b)), work.z.row(work.row(h, b)) + a, a);
        add_log(score, n, arcs.data() + static_cast<std::ptrdiff_t>(d - 1) * n);
      }
    }
    answers.head = best_tree(arcs, n - 1);
    for (int d = 1; d < n; ++d) {
      std::vector<float> relations(networks.front()->sizes_.relations, 0.f);
      std::array<std::vector<float>, kQuestions> tagged;
      for (int q = 0; q < kQuestions; ++q)
        tagged[q].assign(networks.front()->sizes_.answers[q], 0.f);
      for (std::size_t k = 0; k < networks.size(); ++k) {
        Network& net = *networks[k];
        const Sizes& s = net.sizes_;
        const float* z = works[k].z.row(works[k].row(d, b));
        const float* zh = works[k].z.row(works[k].row(answers.head[d - 1], b));
        score.assign(net.relation_bias.value.begin(), net.relation_bias.value.end());
        for (int j = 0; j < s.label; ++j) {
          float v = z[2 * s.arc + j] + zh[2 * s.arc + s.label + j];
          if (v < 0) v *= kLeak;
          add_to(score.data(), net.relation.row(j), net.relation.columns, v);
        }
        add_log(score, s.relations, relations.data());
        score.assign(net.tags_bias.value.begin(), net.tags_bias.value.end());
        for (int j = 0; j < s.tag; ++j)
          add_to(score.data(), net.tags.row(j), net.tags.columns, z[2 * s.arc + 2 * s.label + j]);
        int from = 0;
        for (int q = 0; q < kQuestions; from += s.answers[q], ++q) {
          std::vector<float> part(score.begin() + from, score.begin() + from + s.answers[q]);
          add_log(part, s.answers[q], tagged[q].data());
        }
      }
      const auto best = [](const std::vector<float>& v) {
        return static_cast<int>(std::max_element(v.begin(), v.end()) - v.begin());
      };
      answers.relation.push_back(best(relations));
      for (int q = 0; q < kQuestions; ++q) answers.answer[q].push_back(best(tagged[q]));
    }
  }
  return out;
}

}  // namespace brink::parse
