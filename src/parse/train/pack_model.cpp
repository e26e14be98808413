// SPDX-License-Identifier: Apache-2.0
#include "parse/train/pack_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/hash.h"
#include "parse/kernels.h"
#include "parse/model.h"

namespace brink::parse {
namespace {

// Some columns of a table, as rows of numbers.
struct Part {
  const Param* table;
  int first, columns;

  float at(int row, int column) const { return table->row(row)[first + column]; }
  int rows() const { return table->rows; }
};

class Blocks {
 public:
  explicit Blocks(std::string& out) : out_(out) {}

  void block(const void* from, std::size_t size) {
    out_.resize((out_.size() + Model::kPad - 1) / Model::kPad * Model::kPad);
    out_.append(static_cast<const char*>(from), size);
  }

  void floats(const std::vector<float>& numbers) {
    block(numbers.data(), numbers.size() * sizeof(float));
  }

  void bytes(const Param& table) {
    std::vector<std::int8_t> cells(table.value.size());
    std::vector<float> scale(static_cast<std::size_t>(table.rows));
    for (int r = 0; r < table.rows; ++r) {
      float most = 1e-9f;
      for (int c = 0; c < table.columns; ++c) most = std::max(most, std::abs(table.row(r)[c]));
      scale[r] = most / 127;
      for (int c = 0; c < table.columns; ++c)
        cells[static_cast<std::size_t>(r) * table.columns + c] =
            static_cast<std::int8_t>(std::lround(table.row(r)[c] / scale[r]));
    }
    block(cells.data(), cells.size());
    floats(scale);
  }

  // What a step of each column is worth when the greatest of all parts' numbers takes `most` steps.
  static std::vector<float> steps(const std::vector<Part>& parts, int most) {
    std::vector<float> out(static_cast<std::size_t>(parts.front().columns), 1e-9f);
    for (const Part& p : parts)
      for (int r = 0; r < p.rows(); ++r)
        for (int c = 0; c < p.columns; ++c)
          out[c] = std::max(out[c], std::abs(p.at(r, c)) / static_cast<float>(most));
    return out;
  }

  // `left` is what a step of the rows is worth that the table is multiplied with.
  void weights(const Part& p, const std::vector<float>& step, float left, std::vector<float> bias) {
    std::vector<std::int16_t> cells(static_cast<std::size_t>(p.rows()) * p.columns);
    std::size_t to = 0;
    for (int n = 0; n < p.columns; n += 16)
      for (int k = 0; k < p.rows(); k += 2)
        for (int c = n; c < n + 16; ++c)
          for (int two = 0; two < 2; ++two)
            cells[to++] = static_cast<std::int16_t>(std::lround(p.at(k + two, c) / step[c]));
    block(cells.data(), cells.size() * sizeof(std::int16_t));
    std::vector<float> scale = step;
    for (float& s : scale) s *= left;
    floats(scale);
    bias.resize(scale.size(), 0.f);
    floats(bias);
  }

  // Some columns of a table as rows, and which of them were met with each XPOS.
  void choices(const Param& table, const Param& bias, int first, int classes,
               const std::vector<std::vector<int>>& met) {
    const Part part{&table, first, classes};
    const std::vector<float> step = steps({part}, kMost);
    std::vector<std::int16_t> cells;
    for (int c = 0; c < classes; ++c)
      for (int k = 0; k < part.rows(); ++k)
        cells.push_back(static_cast<std::int16_t>(std::lround(part.at(k, c) / step[c])));
    block(cells.data(), cells.size() * sizeof(std::int16_t));
    floats(step);
    floats({bias.value.begin() + first, bias.value.begin() + first + classes});
    std::vector<std::int32_t> starts{0}, numbers;
    for (const auto& of_xpos : met) {
      numbers.insert(numbers.end(), of_xpos.begin(), of_xpos.end());
      starts.push_back(static_cast<std::int32_t>(numbers.size()));
    }
    block(starts.data(), starts.size() * sizeof(std::int32_t));
    block(numbers.data(), numbers.size() * sizeof(std::int32_t));
  }

  void weights(const Param& table, float left, const std::vector<float>& bias) {
    const Part whole{&table, 0, table.columns};
    weights(whole, steps({whole}, kMost), left, bias);
  }

  // For products with a layer's outputs.
  void byte_weights(const Part& p, const std::vector<float>& step, std::vector<float> bias) {
    std::vector<std::int8_t> cells(static_cast<std::size_t>(p.rows()) * p.columns);
    std::vector<std::int32_t> base(static_cast<std::size_t>(p.columns), 0);
    std::size_t to = 0;
    for (int n = 0; n < p.columns; n += 16)
      for (int k = 0; k < p.rows(); k += 4)
        for (int c = n; c < n + 16; ++c)
          for (int four = 0; four < 4; ++four) {
            cells[to] = static_cast<std::int8_t>(std::lround(p.at(k + four, c) / step[c]));
            base[c] -= kZero * cells[to++];
          }
    block(cells.data(), cells.size());
    block(base.data(), base.size() * sizeof(std::int32_t));
    std::vector<float> scale = step;
    for (float& s : scale) s /= kMostOut;
    floats(scale);
    bias.resize(scale.size(), 0.f);
    floats(bias);
  }

 private:
  std::string& out_;
};

std::string lines(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += name + '\n';
  return out;
}

std::vector<float> slice(const Param& row, int from, int count) {
  return {row.value.begin() + from, row.value.begin() + from + count};
}

}  // namespace

std::string pack_model(const Network& network, const Lexicon& lexicon, const std::string& sample) {
  const Sizes& s = network.sizes();
  std::vector<std::string> texts{lines(lexicon.words().all())};
  for (int q = 0; q < kQuestions; ++q) texts.push_back(lines(lexicon.answers(q).all()));
  texts.push_back(lines(lexicon.relations().all()));
  texts.push_back(lines(lexicon.known_lemmas()));
  texts.push_back(sample);
  Model::Head head{s.words, s.row_bits, s.dim, s.hidden,    s.layers, s.arc,
                   s.label, s.tag,      {},    s.relations, {},       {}};
  for (int q = 0; q < kQuestions; ++q) head.answers[q] = s.answers[q];
  for (const auto& classes : lexicon.met_with_xpos(kFeats))
    head.choices[0] += static_cast<std::int32_t>(classes.size());
  for (const auto& classes : lexicon.met_with_xpos(kLemma))
    head.choices[1] += static_cast<std::int32_t>(classes.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    head.text_bytes[i] = static_cast<std::int32_t>(texts[i].size());

  std::string out(16 + sizeof head, '\0');
  std::memcpy(out.data(), Model::kMagic.data(), 8);
  std::memcpy(out.data() + 16, &head, sizeof head);
  Blocks blocks(out);
  blocks.bytes(network.words);
  blocks.bytes(network.rows);
  blocks.weights(network.layers[0].input, 1, network.layers[0].bias.value);
  for (std::size_t l = 0; l < network.layers.size(); ++l)
    for (int d = 0; d < 2; ++d) {
      const Layer& layer = network.layers[l];
      const int gates = 3 * s.hidden, at = d * gates;
      std::vector<Part> parts{{&layer.recurrent[d], 0, gates}};
      if (l > 0) parts.push_back({&layer.input, at, gates});
      const std::vector<float> step = Blocks::steps(parts, kMostOut);
      if (l > 0) blocks.byte_weights(parts[1], step, {});
      blocks.byte_weights(parts[0], step,
                          l > 0 ? slice(layer.bias, at, gates) : std::vector<float>{});
    }
  const Part heads{&network.heads, 0, network.heads.columns};
  blocks.byte_weights(heads, Blocks::steps({heads}, kMostOut), network.heads_bias.value);
  blocks.weights(network.arc, 1, network.arc_bias.value);
  blocks.weights(network.relation, 1, network.relation_bias.value);
  const Part asked{&network.tags, 0, first_answer_columns(s)};
  blocks.weights(asked, Blocks::steps({asked}, kMost), 1,
                 slice(network.tags_bias, 0, asked.columns));
  int at = s.answers[kUpos] + s.answers[kXpos];
  for (const Question q : {kFeats, kLemma}) {
    blocks.choices(network.tags, network.tags_bias, at, s.answers[q], lexicon.met_with_xpos(q));
    at += s.answers[q];
  }
  for (const std::string& text : texts) blocks.block(text.data(), text.size());
  const std::uint64_t sum = short_hash(std::string_view(out).substr(16));
  std::memcpy(out.data() + 8, &sum, sizeof sum);
  return out;
}

}  // namespace brink::parse
