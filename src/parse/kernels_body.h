// SPDX-License-Identifier: Apache-2.0
// The inner loops, compiled once for each kind of processor: the including file says for which and
// names the table. Everything here is local to it.
#include <cmath>
#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "parse/kernels.h"
#include "parse/shape.h"

namespace brink::parse {
namespace {

#ifdef __AVX2__

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

// A run's products are added up in 16 bits (see ByteRuns), its sums then in memory: so the registers
// hold the sums of five rows.
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
    const Block* blocks = w.runs.length[static_cast<std::size_t>(p)] == ByteRuns::kLong ? kLongRuns : kShortRuns;
    const std::int16_t* start = w.runs.starts.data() + static_cast<long>(p) * (w.depth / ByteRuns::kShort) * 32;
    for (int r = 0, block = 0; r < rows; r += block) {
      block = rows - r < 5 ? rows - r : 5;
      blocks[block - 1](left + static_cast<long>(r) * left_step, left_step,
                        w.data + static_cast<long>(n) * w.depth, start, w.runs.rest.data() + n,
                        w.depth, add, sums + static_cast<long>(r) * sums_step + n, sums_step);
    }
  }
}

#else

void multiply_bytes(const std::uint8_t* left, int left_step, int rows, const ByteWeights& w,
                    bool add, std::int32_t* sums, int sums_step) {
  for (int n = 0; n < w.columns; n += 16)
    for (int r = 0; r < rows; ++r) {
      std::int32_t* out = sums + static_cast<long>(r) * sums_step + n;
      std::int32_t sum[16];
      for (int c = 0; c < 16; ++c) sum[c] = w.base[n + c] + (add ? out[c] : 0);
      for (int k = 0; k < w.depth; k += 4) {
        const std::uint8_t* x = left + static_cast<long>(r) * left_step + k;
        const std::int8_t* four = w.data + static_cast<long>(n) * w.depth + 16L * k;
        for (int c = 0; c < 16; ++c)
          sum[c] += x[0] * four[4 * c] + x[1] * four[4 * c + 1] + x[2] * four[4 * c + 2] +
                    x[3] * four[4 * c + 3];
      }
      std::memcpy(out, sum, sizeof sum);
    }
}

template <int kRows>
void multiply_block(const std::int16_t* left, int left_step, const std::int16_t* panel, int depth,
                    bool add, std::int32_t* to, int step) {
  for (int r = 0; r < kRows; ++r) {
    std::int32_t* out = to + static_cast<long>(r) * step;
    std::int32_t sum[16];
    for (int c = 0; c < 16; ++c) sum[c] = add ? out[c] : 0;
    for (int k = 0; k < depth; k += 2) {
      const std::int16_t* w = panel + 16L * k;
      const std::int32_t x = left[static_cast<long>(r) * left_step + k],
                         y = left[static_cast<long>(r) * left_step + k + 1];
      for (int c = 0; c < 16; ++c) sum[c] += x * w[2 * c] + y * w[2 * c + 1];
    }
    std::memcpy(out, sum, sizeof sum);
  }
}

#endif

void multiply(const std::int16_t* left, int left_step, int rows, const Weights& w, bool add,
              std::int32_t* sums, int sums_step) {
  constexpr int kBlock = 6;  // 12 sums and 3 more fill the 16 registers of AVX2
  for (int n = 0; n < w.columns; n += 16) {
    const std::int16_t* panel = w.data + static_cast<long>(n) * w.depth;
    std::int32_t* to = sums + n;
    const std::int16_t* from = left;
    int rest = rows;
    for (; rest >= kBlock; rest -= kBlock) {
      multiply_block<kBlock>(from, left_step, panel, w.depth, add, to, sums_step);
      from += static_cast<long>(kBlock) * left_step;
      to += static_cast<long>(kBlock) * sums_step;
    }
    switch (rest) {
      case 1:
        multiply_block<1>(from, left_step, panel, w.depth, add, to, sums_step);
        break;
      case 2:
        multiply_block<2>(from, left_step, panel, w.depth, add, to, sums_step);
        break;
      case 3:
        multiply_block<3>(from, left_step, panel, w.depth, add, to, sums_step);
        break;
      case 4:
        multiply_block<4>(from, left_step, panel, w.depth, add, to, sums_step);
        break;
      case 5:
        multiply_block<5>(from, left_step, panel, w.depth, add, to, sums_step);
        break;
      default:
        break;
    }
  }
}

std::int16_t rounded(float x) {
  return static_cast<std::int16_t>(static_cast<std::int32_t>(x + (x < 0 ? -0.5f : 0.5f)));
}

// Eight numbers at once, whatever the processor: the compiler makes of it what there is.
typedef float Eight __attribute__((vector_size(32)));
typedef std::int32_t EightWhole __attribute__((vector_size(32)));
typedef std::int16_t EightShort __attribute__((vector_size(16)));
typedef std::uint8_t EightBytes __attribute__((vector_size(8)));

template <class Vector, class Number>
inline Vector load(const Number* from) {
  Vector v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

// A quotient of polynomials: off by at most 1e-4, and quicker than an exponential.
inline Eight rough_tanh(Eight x) {
  const Eight low = Eight{} - 4.97f, high = Eight{} + 4.97f;
  x = x < low ? low : x;
  x = x > high ? high : x;
  const Eight y = x * x;
  return x * (135135.0f + y * (17325.0f + y * (378.0f + y))) /
         (135135.0f + y * (62370.0f + y * (3150.0f + y * 28.0f)));
}

inline Eight rough_sigmoid(Eight x) { return 0.5f + 0.5f * rough_tanh(0.5f * x); }

inline Eight as_floats(const std::int16_t* from) {
#ifdef __AVX2__
  return _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(load<__m128i>(from)));
#else
  return __builtin_convertvector(load<EightShort>(from), Eight);
#endif
}

// Cuts off what stands behind the point; the numbers are between 0 and 255.
inline void store_bytes(Eight numbers, std::uint8_t* to) {
#ifdef __AVX2__
  // The lowest bytes of each half's four numbers, then those of both halves.
  const __m256i whole = _mm256_cvttps_epi32(numbers);
  const __m256i four = _mm256_shuffle_epi8(whole, _mm256_set1_epi32(0x0C080400));
  const __m128i eight = _mm_unpacklo_epi32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
  std::memcpy(to, &eight, 8);
#else
  const EightBytes bytes =
      __builtin_convertvector(__builtin_convertvector(numbers, EightWhole), EightBytes);
  std::memcpy(to, &bytes, sizeof bytes);
#endif
}

// `above(at)`: what comes to the gates from beside the step before.
template <class Above>
inline void step_with(int hidden, const std::int32_t* sums, const float* scale, const Above& above,
                      float* cell, std::uint8_t* out) {
  const auto gate = [&](int at) {
    return __builtin_convertvector(load<EightWhole>(sums + at), Eight) * load<Eight>(scale + at) +
           above(at);
  };
  for (int j = 0; j < hidden; j += 8) {
    const Eight forget = rough_sigmoid(gate(j));
    const Eight open = rough_sigmoid(gate(hidden + j));
    const Eight fresh = rough_tanh(gate(2 * hidden + j));
    const Eight c = fresh + forget * (load<Eight>(cell + j) - fresh);
    std::memcpy(cell + j, &c, sizeof c);
    // Positive before it is cut, so that cutting rounds.
    store_bytes(open * rough_tanh(c) * static_cast<float>(kMostOut) + (kZero + 0.5f), out + j);
  }
}

void step(int hidden, const std::int32_t* sums, const float* scale, const float* base,
          const std::int16_t* input, float input_scale, float* cell, std::uint8_t* out) {
  if (base)
    step_with(hidden, sums, scale, [&](int at) { return load<Eight>(base + at); }, cell, out);
  else
    step_with(hidden, sums, scale, [&](int at) { return as_floats(input + at) * input_scale; }, cell,
              out);
}

void finish(int n, const std::int32_t* sums, const float* scale, float times, const float* bias,
            float* to) {
  for (int i = 0; i < n; ++i) to[i] = static_cast<float>(sums[i]) * (scale[i] * times) + bias[i];
}

void leak(int n, float* numbers) {
  for (int i = 0; i < n; ++i) numbers[i] = numbers[i] > 0 ? numbers[i] : kLeak * numbers[i];
}

float round_to(int n, const float* from, std::int16_t* to) {
  float most = 1e-9f;
  for (int i = 0; i < n; ++i) {
    const float size = std::fabs(from[i]);
    most = size > most ? size : most;
  }
  const float times = static_cast<float>(kMost) / most;
  for (int i = 0; i < n; ++i) to[i] = rounded(from[i] * times);
  return most / static_cast<float>(kMost);
}

void dots(int n, const float* a, const float* rows, int step, int how_many, float* to) {
  for (int h = 0; h < how_many; ++h) {
    const float* row = rows + static_cast<long>(h) * step;
    Eight even{}, odd{};
    for (int i = 0; i < n; i += 16) {
      even += load<Eight>(a + i) * load<Eight>(row + i);
      odd += load<Eight>(a + i + 8) * load<Eight>(row + i + 8);
    }
    even += odd;
    to[h] =
        ((even[0] + even[4]) + (even[2] + even[6])) + ((even[1] + even[5]) + (even[3] + even[7]));
  }
}

std::int32_t product(int n, const std::int16_t* a, const std::int16_t* b) {
  std::int32_t sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

void add_bytes(int n, const std::int8_t* from, float times, float* to) {
  for (int i = 0; i < n; ++i) to[i] += static_cast<float>(from[i]) * times;
}

int greatest(int n, const float* numbers) {
  float most = numbers[0];
  for (int i = 1; i < n; ++i) most = numbers[i] > most ? numbers[i] : most;
  int at = 0;
  while (at < n - 1 && numbers[at] != most) ++at;
  return at;
}

}  // namespace
}  // namespace brink::parse
