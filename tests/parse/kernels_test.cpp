// SPDX-License-Identifier: Apache-2.0
#include "parse/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace brink::parse {
namespace {

// A table in the order that Weights wants, from rows of plain numbers.
std::vector<std::int16_t> panels(const std::vector<std::int16_t>& table, int depth, int columns) {
  std::vector<std::int16_t> out;
  for (int n = 0; n < columns; n += 16)
    for (int k = 0; k < depth; k += 2)
      for (int c = n; c < n + 16; ++c)
        for (int two = 0; two < 2; ++two) out.push_back(table[(k + two) * columns + c]);
  return out;
}

// All that this processor can run.
class EveryKernel : public testing::TestWithParam<const Kernels*> {};

TEST_P(EveryKernel, MultipliesAsTheDefinitionSays) {
  std::mt19937 dice(1);
  std::uniform_int_distribution<int> any(-kMost, kMost);
  const int depth = 50, columns = 48;
  for (int rows = 1; rows <= 14; ++rows) {
    std::vector<std::int16_t> left(rows * depth), table(depth * columns);
    for (auto& v : left) v = static_cast<std::int16_t>(any(dice));
    for (auto& v : table) v = static_cast<std::int16_t>(any(dice));
    const auto packed = panels(table, depth, columns);
    const Weights w{packed.data(), nullptr, nullptr, depth, columns};
    std::vector<std::int32_t> sums(rows * columns, 7);
    GetParam()->multiply(left.data(), depth, rows, w, true, sums.data(), columns);
    for (int r = 0; r < rows; ++r)
      for (int c = 0; c < columns; ++c) {
        std::int32_t sum = 7;
        for (int k = 0; k < depth; ++k) sum += left[r * depth + k] * table[k * columns + c];
        ASSERT_EQ(sums[r * columns + c], sum) << rows << " rows, " << r << ' ' << c;
      }
  }
}

TEST_P(EveryKernel, TheGreatestSumsDoNotOverflow) {
  const int depth = 512, columns = 16;
  const std::vector<std::int16_t> left(depth, kMost), table(depth * columns, -kMost);
  const auto packed = panels(table, depth, columns);
  std::vector<std::int32_t> sums(columns);
  GetParam()->multiply(left.data(), depth, 1, {packed.data(), nullptr, nullptr, depth, columns}, false, sums.data(), columns);
  EXPECT_EQ(sums[5], -512 * kMost * kMost);
}

// Products with weights of at most that size, half of them and of the bytes at their limits, so that sums in
// 16 bits would overflow if they could.
void expect_right_products(const Kernels& kernels, int depth, int most, int run) {
  std::mt19937 dice(2);
  const int columns = 48;
  for (int rows = 1; rows <= 12; ++rows) {
    std::vector<std::uint8_t> left(rows * depth);
    std::vector<std::int8_t> table(depth * columns), packed;
    for (auto& v : left) v = static_cast<std::uint8_t>(dice() % 2 ? 127 : 1 + dice() % 127);
    for (auto& v : table) v = static_cast<std::int8_t>(dice() % 2 ? most : static_cast<int>(dice() % (2 * most + 1)) - most);
    for (int n = 0; n < columns; n += 16)
      for (int k = 0; k < depth; k += 4)
        for (int c = n; c < n + 16; ++c)
          for (int four = 0; four < 4; ++four) packed.push_back(table[(k + four) * columns + c]);
    std::vector<std::int32_t> base(columns);
    for (int c = 0; c < columns; ++c) base[c] = c;
    ByteWeights w{packed.data(), base.data(), nullptr, nullptr, depth, columns, {}};
    w.runs = runs_of(w);
    ASSERT_EQ(w.runs.length[0], run);
    for (const int before : {7, 0}) {  // added to, or written over
      std::vector<std::int32_t> sums(rows * columns, 7);
      kernels.multiply_bytes(left.data(), depth, rows, w, before > 0, sums.data(), columns);
      for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) {
          std::int32_t sum = before + c;
          for (int k = 0; k < depth; ++k) sum += left[r * depth + k] * table[k * columns + c];
          ASSERT_EQ(sums[r * columns + c], sum) << rows << " rows, " << r << ' ' << c;
        }
    }
  }
}

TEST_P(EveryKernel, MultipliesBytesAsTheDefinitionSays) { expect_right_products(*GetParam(), 64, 20, ByteRuns::kLong); }

TEST_P(EveryKernel, TakesShortRunsWhereTheDepthHasNoLongOnes) { expect_right_products(*GetParam(), 48, 20, ByteRuns::kShort); }

TEST_P(EveryKernel, TakesShortRunsWhereLongOnesMightOverflow) { expect_right_products(*GetParam(), 64, 63, ByteRuns::kShort); }

TEST_P(EveryKernel, ACellStepsAsItsEquationsSay) {
  const int h = 16;
  std::vector<std::int32_t> sums(3 * h);
  std::vector<float> scale(3 * h, 0.01f), base(3 * h), cell(h);
  for (int j = 0; j < 3 * h; ++j) sums[j] = 37 * j % 301 - 150, base[j] = static_cast<float>(j % 5) * 0.3f - 0.5f;
  for (int j = 0; j < h; ++j) cell[j] = static_cast<float>(j) * 0.1f - 0.8f;
  const std::vector<float> before = cell;
  std::vector<std::uint8_t> out(h);
  GetParam()->step(h, sums.data(), scale.data(), base.data(), nullptr, 0, cell.data(), out.data());
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  for (int j = 0; j < h; ++j) {
    const auto in = [&](int g) { return sums[g * h + j] * 0.01 + base[g * h + j]; };
    const double fresh = std::tanh(in(2)), c = sigmoid(in(0)) * before[j] + (1 - sigmoid(in(0))) * fresh;
    EXPECT_NEAR(cell[j], c, 3e-4);
    EXPECT_NEAR(out[j], sigmoid(in(1)) * std::tanh(c) * kMostOut + kZero, 0.6);
  }
}

TEST_P(EveryKernel, RoundingKeepsTheGreatestAndTheScale) {
  const std::vector<float> from{0.5f, -2.f, 0.f, 1.f, 0.25f, 0.1f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f};
  std::vector<std::int16_t> to(16);
  const float step = GetParam()->round(16, from.data(), to.data());
  EXPECT_EQ(to[1], -kMost);
  for (int i = 0; i < 16; ++i) EXPECT_NEAR(to[i] * step, from[i], step);
}

TEST_P(EveryKernel, RoundingNothingGivesNothing) {
  const std::vector<float> from(16, 0.f);
  std::vector<std::int16_t> to(16, 5);
  GetParam()->round(16, from.data(), to.data());
  EXPECT_EQ(to, std::vector<std::int16_t>(16, 0));
}

TEST_P(EveryKernel, FindsTheFirstOfTheGreatest) {
  const std::vector<float> numbers{-3, 2, 7, 1, 7, 0};
  EXPECT_EQ(GetParam()->greatest(6, numbers.data()), 2);
  EXPECT_EQ(GetParam()->greatest(1, numbers.data()), 0);
}

TEST(KernelsHere, AreLedByTheQuickestOfThisProcessor) {
  const std::string first = kernels_here().front()->name;
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool vnni = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512vl");
  EXPECT_EQ(first, vnni ? "vnni" : avx2 ? "avx2" : "plain");
#endif
  EXPECT_EQ(kernels_here().back()->name, std::string("plain"));
}

INSTANTIATE_TEST_SUITE_P(Kernels, EveryKernel, testing::ValuesIn(kernels_here()),
                         [](const auto& about) { return std::to_string(about.index) + "_" + about.param->name; });

}  // namespace
}  // namespace brink::parse
