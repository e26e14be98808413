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

  void floats(const std::vector<float>& numbers) { block(numbers.data(), numbers.size() * sizeof(float)); }

  void bytes(const Param& table) {
    std::vector<std::int8_t> cells(table.value.size());
    std::vector<float> scale(static_cast<std::size_t>(table.rows));
    for (int r = 0; r < table.rows; ++r) {
      float most = 1e-9f;
      for (int c = 0; c < table.columns; ++c) most = std::max(most, std::abs(table.row(r)[c]));
      scale[r] = most / 127;
      for (int c = 0; c < table.columns; ++c)
        cells[static_cast<std::size_t>(r) * table.columns + c] = static_cast<std::int8_t>(std::lround(table.row(r)[c] / scale[r]));
    }
    block(cells.data(), cells.size());
    floats(scale);
  }

  // What a step of each column is worth when the greatest of all parts' numbers takes kMost steps.
  static std::vector<float> steps(const std::vector<Part>& parts) {
    std::vector<float> out(static_cast<std::size_t>(parts.front().columns), 1e-9f);
    for (const Part& p : parts)
      for (int r = 0; r < p.rows(); ++r)
        for (int c = 0; c < p.columns; ++c) out[c] = std::max(out[c], std::abs(p.at(r, c)) / kMost);
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

  void weights(const Param& table, float left, const std::vector<float>& bias) {
    const Part whole{&table, 0, table.columns};
    weights(whole, steps({whole}), left, bias);
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
  texts.push_back(sample);
  Model::Head head{s.words, s.row_bits, s.dim, s.hidden, s.layers, s.arc, s.label, s.tag, {}, s.relations, {}};
  for (int q = 0; q < kQuestions; ++q) head.answers[q] = s.answers[q];
  for (std::size_t i = 0; i < texts.size(); ++i) head.text_bytes[i] = static_cast<std::int32_t>(texts[i].size());

  std::string out(16 + sizeof head, '\0');
  std::memcpy(out.data(), Model::kMagic.data(), 8);
  std::memcpy(out.data() + 16, &head, sizeof head);
  Blocks blocks(out);
  blocks.bytes(network.words);
  blocks.bytes(network.rows);
  constexpr float kOut = 1.f / kMost;  // a layer's outputs take kMost steps to 1
  blocks.weights(network.layers[0].input, 1, network.layers[0].bias.value);
  for (std::size_t l = 0; l < network.layers.size(); ++l)
    for (int d = 0; d < 2; ++d) {
      const Layer& layer = network.layers[l];
      const int gates = 3 * s.hidden, at = d * gates;
      std::vector<Part> parts{{&layer.recurrent[d], 0, gates}};
      if (l > 0) parts.push_back({&layer.input, at, gates});
      const std::vector<float> step = Blocks::steps(parts);
      if (l > 0) blocks.weights(parts[1], step, kOut, {});
      blocks.weights(parts[0], step, kOut, l > 0 ? slice(layer.bias, at, gates) : std::vector<float>{});
    }
  blocks.weights(network.heads, kOut, network.heads_bias.value);
  blocks.weights(network.arc, 1, network.arc_bias.value);
  blocks.weights(network.relation, 1, network.relation_bias.value);
  blocks.weights(network.tags, 1, network.tags_bias.value);
  for (const std::string& text : texts) blocks.block(text.data(), text.size());
  const std::uint64_t sum = short_hash(std::string_view(out).substr(16));
  std::memcpy(out.data() + 8, &sum, sizeof sum);
  return out;
}

}  // namespace brink::parse
