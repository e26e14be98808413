// SPDX-License-Identifier: Apache-2.0
// The products of AVX2: 16 of numbers in an instruction, 32 of bytes.
// Included by kernels_body.h, inside its namespace.

template <int kRows>
void multiply_block(const std::int16_t* left, int left_step, const std::int16_t* panel, int depth,
                    bool add, std::int32_t* to, int step) {
  __m256i low[kRows], high[kRows];
  for (int r = 0; r < kRows; ++r) {
    const auto* at = reinterpret_cast<const __m256i*>(to + static_cast<long>(r) * step);
    low[r] = add ? _mm256_loadu_si256(at) : _mm256_setzero_si256();
    high[r] = add ? _mm256_loadu_si256(at + 1) : _mm256_setzero_si256();
  }
  for (int k = 0; k < depth; k += 2) {
    const auto* w = reinterpret_cast<const __m256i*>(panel + 16L * k);
    const __m256i a = _mm256_loadu_si256(w), b = _mm256_loadu_si256(w + 1);
    for (int r = 0; r < kRows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, left + static_cast<long>(r) * left_step + k, sizeof pair);
      const __m256i x = _mm256_set1_epi32(pair);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(x, a));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(x, b));
    }
  }
  for (int r = 0; r < kRows; ++r) {
    auto* at = reinterpret_cast<__m256i*>(to + static_cast<long>(r) * step);
    _mm256_storeu_si256(at, low[r]);
    _mm256_storeu_si256(at + 1, high[r]);
  }
}

// A run's products are added up in 16 bits (see ByteRuns), its sums then in memory: so the
// registers hold the sums of five rows.
template <int kRows, int kRun>
void multiply_byte_block(const std::uint8_t* left, long left_step, const std::int8_t* panel,
                         const std::int16_t* start, const std::int32_t* base, int depth, bool add,
                         std::int32_t* to, long step) {
  const auto at = [](const auto* numbers, int i) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(numbers) + i);
  };
  const __m256i one = _mm256_set1_epi16(1);
  for (int k = 0; k < depth; k += kRun, start += 32) {
    __m256i low[kRows], high[kRows];
    for (int r = 0; r < kRows; ++r) low[r] = at(start, 0), high[r] = at(start, 1);
#pragma GCC unroll 8
    for (int j = 0; j < kRun; j += 4, panel += 64) {
      const __m256i a = at(panel, 0), b = at(panel, 1);
      for (int r = 0; r < kRows; ++r) {
        std::int32_t four;
        std::memcpy(&four, left + r * left_step + k + j, sizeof four);
        const __m256i x = _mm256_set1_epi32(four);
        low[r] = _mm256_add_epi16(low[r], _mm256_maddubs_epi16(x, a));
        high[r] = _mm256_add_epi16(high[r], _mm256_maddubs_epi16(x, b));
      }
    }
    for (int r = 0; r < kRows; ++r) {
      std::int32_t* sums = to + r * step;
      __m256i p = _mm256_madd_epi16(low[r], one), q = _mm256_madd_epi16(high[r], one);
      if (k == 0) p = _mm256_add_epi32(p, at(base, 0)), q = _mm256_add_epi32(q, at(base, 1));
      if (k > 0 || add) p = _mm256_add_epi32(p, at(sums, 0)), q = _mm256_add_epi32(q, at(sums, 1));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums), p);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums) + 1, q);
    }
  }
}

void multiply_bytes(const std::uint8_t* left, int left_step, int rows, const ByteWeights& w,
                    bool add, std::int32_t* sums, int sums_step) {
  using Block = decltype(&multiply_byte_block<1, ByteRuns::kLong>);
  constexpr Block kLongRuns[] = {
      multiply_byte_block<1, ByteRuns::kLong>, multiply_byte_block<2, ByteRuns::kLong>,
      multiply_byte_block<3, ByteRuns::kLong>, multiply_byte_block<4, ByteRuns::kLong>,
      multiply_byte_block<5, ByteRuns::kLong>};
  constexpr Block kShortRuns[] = {
      multiply_byte_block<1, ByteRuns::kShort>, multiply_byte_block<2, ByteRuns::kShort>,
      multiply_byte_block<3, ByteRuns::kShort>, multiply_byte_block<4, ByteRuns::kShort>,
      multiply_byte_block<5, ByteRuns::kShort>};
  for (int n = 0, p = 0; n < w.columns; n += 16, ++p) {
    const Block* blocks =
        w.runs.length[static_cast<std::size_t>(p)] == ByteRuns::kLong ? kLongRuns : kShortRuns;
    const std::int16_t* start =
        w.runs.starts.data() + static_cast<long>(p) * (w.depth / ByteRuns::kShort) * 32;
    for (int r = 0, block = 0; r < rows; r += block) {
      block = rows - r < 5 ? rows - r : 5;
      blocks[block - 1](left + static_cast<long>(r) * left_step, left_step,
                        w.data + static_cast<long>(n) * w.depth, start, w.runs.rest.data() + n,
                        w.depth, add, sums + static_cast<long>(r) * sums_step + n, sums_step);
    }
  }
}

#include "parse/products_by_rows.h"
