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

template <int kRows>
void multiply_byte_block(const std::uint8_t* left, int left_step, const std::int8_t* panel,
                         const std::int32_t* base, int depth, bool add, std::int32_t* to,
                         int step) {
  __m256i low[kRows], high[kRows];
  const auto* begin = reinterpret_cast<const __m256i*>(base);
  for (int r = 0; r < kRows; ++r) {
    const auto* at = reinterpret_cast<const __m256i*>(to + static_cast<long>(r) * step);
    low[r] = _mm256_loadu_si256(begin);
    high[r] = _mm256_loadu_si256(begin + 1);
    if (!add) continue;
    low[r] = _mm256_add_epi32(low[r], _mm256_loadu_si256(at));
    high[r] = _mm256_add_epi32(high[r], _mm256_loadu_si256(at + 1));
  }
  const __m256i one = _mm256_set1_epi16(1);
  for (int k = 0; k < depth; k += 8) {
    const auto* w = reinterpret_cast<const __m256i*>(panel + 16L * k);
    const __m256i a = _mm256_loadu_si256(w), b = _mm256_loadu_si256(w + 1);
    const __m256i c = _mm256_loadu_si256(w + 2), d = _mm256_loadu_si256(w + 3);
    for (int r = 0; r < kRows; ++r) {
      std::int32_t four[2];
      std::memcpy(four, left + static_cast<long>(r) * left_step + k, sizeof four);
      const __m256i x = _mm256_set1_epi32(four[0]), y = _mm256_set1_epi32(four[1]);
      const __m256i p = _mm256_add_epi16(_mm256_maddubs_epi16(x, a), _mm256_maddubs_epi16(y, c));
      const __m256i q = _mm256_add_epi16(_mm256_maddubs_epi16(x, b), _mm256_maddubs_epi16(y, d));
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(p, one));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(q, one));
    }
  }
  for (int r = 0; r < kRows; ++r) {
    auto* at = reinterpret_cast<__m256i*>(to + static_cast<long>(r) * step);
    _mm256_storeu_si256(at, low[r]);
    _mm256_storeu_si256(at + 1, high[r]);
  }
}

#else

template <int kRows>
void multiply_byte_block(const std::uint8_t* left, int left_step, const std::int8_t* panel,
                         const std::int32_t* base, int depth, bool add, std::int32_t* to,
                         int step) {
  for (int r = 0; r < kRows; ++r) {
    std::int32_t* out = to + static_cast<long>(r) * step;
    std::int32_t sum[16];
    for (int c = 0; c < 16; ++c) sum[c] = base[c] + (add ? out[c] : 0);
    for (int k = 0; k < depth; k += 4) {
      const std::uint8_t* x = left + static_cast<long>(r) * left_step + k;
      const std::int8_t* w = panel + 16L * k;
      for (int c = 0; c < 16; ++c)
        sum[c] += x[0] * w[4 * c] + x[1] * w[4 * c + 1] + x[2] * w[4 * c + 2] + x[3] * w[4 * c + 3];
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

void multiply_bytes(const std::uint8_t* left, int left_step, int rows, const ByteWeights& w,
                    bool add, std::int32_t* sums, int sums_step) {
  constexpr int kBlock = 4;  // 8 sums and what they are made of fill the registers
  for (int n = 0; n < w.columns; n += 16) {
    const std::int8_t* panel = w.data + static_cast<long>(n) * w.depth;
    std::int32_t* to = sums + n;
    const std::uint8_t* from = left;
    int rest = rows;
    for (; rest >= kBlock; rest -= kBlock) {
      multiply_byte_block<kBlock>(from, left_step, panel, w.base + n, w.depth, add, to, sums_step);
      from += static_cast<long>(kBlock) * left_step;
      to += static_cast<long>(kBlock) * sums_step;
    }
    switch (rest) {
      case 1:
        multiply_byte_block<1>(from, left_step, panel, w.base + n, w.depth, add, to, sums_step);
        break;
      case 2:
        multiply_byte_block<2>(from, left_step, panel, w.base + n, w.depth, add, to, sums_step);
        break;
      case 3:
        multiply_byte_block<3>(from, left_step, panel, w.base + n, w.depth, add, to, sums_step);
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

void step(int hidden, const std::int32_t* sums, const float* scale, const float* base,
          const std::int16_t* input, float input_scale, float* cell, std::uint8_t* out) {
  const auto gate = [&](int at) {
    const Eight sum =
        __builtin_convertvector(load<EightWhole>(sums + at), Eight) * load<Eight>(scale + at);
    return sum + (base
                      ? load<Eight>(base + at)
                      : __builtin_convertvector(load<EightShort>(input + at), Eight) * input_scale);
  };
  for (int j = 0; j < hidden; j += 8) {
    const Eight forget = rough_sigmoid(gate(j));
    const Eight open = rough_sigmoid(gate(hidden + j));
    const Eight fresh = rough_tanh(gate(2 * hidden + j));
    const Eight c = fresh + forget * (load<Eight>(cell + j) - fresh);
    std::memcpy(cell + j, &c, sizeof c);
    // Positive before it is cut, so that cutting rounds.
    const EightWhole whole = __builtin_convertvector(
        open * rough_tanh(c) * static_cast<float>(kMostOut) + (kZero + 0.5f), EightWhole);
    const EightBytes bytes = __builtin_convertvector(whole, EightBytes);
    std::memcpy(out + j, &bytes, sizeof bytes);
  }
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
