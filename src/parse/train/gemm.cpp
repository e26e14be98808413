// SPDX-License-Identifier: Apache-2.0
#include "parse/train/gemm.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace brink::parse {
namespace {

// Eight numbers in one register where the processor has such, two of four elsewhere.
typedef float Eight __attribute__((vector_size(32)));

Eight load(const float* from) {
  Eight v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

void store(float* to, Eight v) { std::memcpy(to, &v, sizeof v); }

// kRows rows of the left factor with one panel: all sums stay in registers.
template <int kRows>
void multiply_block(const float* left, int depth, const float* panel, float* to, int step,
                    Sum sum) {
  Eight low[kRows], high[kRows];
  for (int r = 0; r < kRows; ++r) {
    low[r] = sum == Sum::kAdd ? load(to + static_cast<long>(r) * step) : Eight{};
    high[r] = sum == Sum::kAdd ? load(to + static_cast<long>(r) * step + 8) : Eight{};
  }
  for (int k = 0; k < depth; ++k) {
    const Eight a = load(panel + 16L * k), b = load(panel + 16L * k + 8);
    for (int r = 0; r < kRows; ++r) {
      const float x = left[static_cast<long>(r) * depth + k];
      low[r] += a * x;
      high[r] += b * x;
    }
  }
  for (int r = 0; r < kRows; ++r) {
    store(to + static_cast<long>(r) * step, low[r]);
    store(to + static_cast<long>(r) * step + 8, high[r]);
  }
}

void multiply_rest(int rows, const float* left, int depth, const float* panel, float* to, int step,
                   Sum sum) {
  switch (rows) {
    case 1:
      return multiply_block<1>(left, depth, panel, to, step, sum);
    case 2:
      return multiply_block<2>(left, depth, panel, to, step, sum);
    case 3:
      return multiply_block<3>(left, depth, panel, to, step, sum);
    case 4:
      return multiply_block<4>(left, depth, panel, to, step, sum);
    case 5:
      return multiply_block<5>(left, depth, panel, to, step, sum);
    default:
      return;
  }
}

}  // namespace

void pack_left(const float* from, int rows, int depth, int step, PackedLeft& out) {
  out.rows = rows, out.depth = depth;
  out.data.resize(static_cast<std::size_t>(rows) * depth);
  for (int r = 0; r < rows; ++r)
    std::copy_n(from + static_cast<long>(r) * step, depth,
                out.data.data() + static_cast<long>(r) * depth);
}

void pack_left_turned(const float* from, int depth, int rows, int step, PackedLeft& out) {
  out.rows = rows, out.depth = depth;
  out.data.resize(static_cast<std::size_t>(rows) * depth);
  for (int k0 = 0; k0 < depth; k0 += 16)  // in squares that stay in the cache
    for (int r0 = 0; r0 < rows; r0 += 16)
      for (int r = r0; r < std::min(rows, r0 + 16); ++r)
        for (int k = k0; k < std::min(depth, k0 + 16); ++k)
          out.data[static_cast<std::size_t>(r) * depth + k] = from[static_cast<long>(k) * step + r];
}

void pack_right(const float* from, int depth, int columns, int step, PackedRight& out) {
  out.depth = depth, out.columns = columns;
  out.data.resize(static_cast<std::size_t>(depth) * columns);
  for (int n = 0; n < columns; n += 16)
    for (int k = 0; k < depth; ++k)
      std::copy_n(from + static_cast<long>(k) * step + n, 16,
                  out.data.data() + static_cast<long>(n) * depth + 16L * k);
}

void pack_right_turned(const float* from, int columns, int depth, int step, PackedRight& out) {
  out.depth = depth, out.columns = columns;
  out.data.resize(static_cast<std::size_t>(depth) * columns);
  for (int n = 0; n < columns; n += 16) {
    float* panel = out.data.data() + static_cast<long>(n) * depth;
    for (int c = 0; c < 16; ++c) {
      const float* row = from + static_cast<long>(n + c) * step;
      for (int k = 0; k < depth; ++k) panel[16L * k + c] = row[k];
    }
  }
}

void multiply(const PackedLeft& left, const PackedRight& right, float* to, int step, Sum sum) {
  assert(left.depth == right.depth && right.columns % 16 == 0);
  constexpr int kRows = 6;  // 12 sums, 2 loads and a spread number: the 16 registers of AVX2
  const int depth = left.depth;
  for (int n = 0; n < right.columns; n += 16) {
    const float* panel = right.data.data() + static_cast<long>(n) * depth;
    int m = 0;
    for (; m + kRows <= left.rows; m += kRows)
      multiply_block<kRows>(left.data.data() + static_cast<long>(m) * depth, depth, panel,
                            to + static_cast<long>(m) * step + n, step, sum);
    multiply_rest(left.rows - m, left.data.data() + static_cast<long>(m) * depth, depth, panel,
                  to + static_cast<long>(m) * step + n, step, sum);
  }
}

}  // namespace brink::parse
