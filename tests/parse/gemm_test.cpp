// SPDX-License-Identifier: Apache-2.0
#include "parse/train/gemm.h"

#include <gtest/gtest.h>

#include <cmath>

namespace brink::parse {
namespace {

std::vector<float> numbers(int n, int seed) {
  std::vector<float> out;
  for (int i = 0; i < n; ++i) out.push_back(static_cast<float>(std::sin(i * 1.7 + seed)));
  return out;
}

class Products : public testing::TestWithParam<std::array<int, 3>> {};

TEST_P(Products, AreThoseOfThePlainDefinition) {
  const auto [m, k, n] = GetParam();
  const auto a = numbers(m * k, 1), b = numbers(k * n, 2), start = numbers(m * n, 3);
  std::vector<float> expected = start, turned_a(a.size()), turned_b(b.size());
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j)
      for (int x = 0; x < k; ++x) expected[i * n + j] += a[i * k + x] * b[x * n + j];
  for (int i = 0; i < m; ++i)
    for (int x = 0; x < k; ++x) turned_a[x * m + i] = a[i * k + x];
  for (int x = 0; x < k; ++x)
    for (int j = 0; j < n; ++j) turned_b[j * k + x] = b[x * n + j];
  PackedLeft left, left2;
  PackedRight right, right2;
  pack_left(a.data(), m, k, k, left);
  pack_right(b.data(), k, n, n, right);
  pack_left_turned(turned_a.data(), k, m, m, left2);
  pack_right_turned(turned_b.data(), n, k, k, right2);
  EXPECT_EQ(left.data, left2.data);
  EXPECT_EQ(right.data, right2.data);
  std::vector<float> sum = start;
  multiply(left, right, sum.data(), n, Sum::kAdd);
  for (int i = 0; i < m * n; ++i) ASSERT_NEAR(sum[i], expected[i], 0.02 * std::sqrt(k)) << i;
  std::vector<float> set = start;
  multiply(left, right, set.data(), n, Sum::kSet);
  for (int i = 0; i < m * n; ++i) ASSERT_NEAR(set[i], expected[i] - start[i], 0.02 * std::sqrt(k)) << i;
}

INSTANTIATE_TEST_SUITE_P(Shapes, Products,
                         testing::Values(std::array{1, 1, 16}, std::array{16, 32, 16},
                                         std::array{17, 33, 48}, std::array{31, 64, 32},
                                         std::array{33, 100, 16}, std::array{70, 47, 80}));

}  // namespace
}  // namespace brink::parse
