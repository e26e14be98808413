// SPDX-License-Identifier: Apache-2.0
// The inner loops, compiled once for each kind of processor: the including file says for which and
// names the table (kernels_called). Everything here is local to it.
#include <cmath>
#include <cstring>
#include <utility>

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "parse/kernels.h"
#include "parse/shape.h"

namespace brink::parse {
namespace {

#if defined(__AVX512VNNI__)
#include "parse/products_vnni.h"
#elif defined(__AVX2__)
#include "parse/products_avx2.h"
#else
#include "parse/products_plain.h"
#endif

std::int16_t rounded(float x) {
  return static_cast<std::int16_t>(static_cast<std::int32_t>(x + (x < 0 ? -0.5f : 0.5f)));
}

// So many numbers at once, whatever the processor: the compiler makes of it what there is. What
// comes out does not depend on how many.
#ifdef __AVX512F__
constexpr int kWide = 16;
#else
constexpr int kWide = 8;
#endif
typedef float Wide __attribute__((vector_size(4 * kWide)));
typedef std::int32_t WideWhole __attribute__((vector_size(4 * kWide)));
typedef std::int16_t WideShort __attribute__((vector_size(2 * kWide)));
typedef std::uint8_t WideBytes __attribute__((vector_size(kWide)));
typedef float Eight __attribute__((vector_size(32)));

template <class Vector, class Number>
inline Vector load(const Number* from) {
  Vector v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

// A quotient of polynomials: off by at most 1e-4, and quicker than an exponential.
inline Wide rough_tanh(Wide x) {
  const Wide low = Wide{} - 4.97f, high = Wide{} + 4.97f;
  x = x < low ? low : x;
  x = x > high ? high : x;
  const Wide y = x * x;
  return x * (135135.0f + y * (17325.0f + y * (378.0f + y))) /
         (135135.0f + y * (62370.0f + y * (3150.0f + y * 28.0f)));
}

inline Wide rough_sigmoid(Wide x) { return 0.5f + 0.5f * rough_tanh(0.5f * x); }

inline Wide as_floats(const std::int16_t* from) {
#if defined(__AVX512F__)
  return _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(load<__m256i>(from)));
#elif defined(__AVX2__)
  return _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(load<__m128i>(from)));
#else
  return __builtin_convertvector(load<WideShort>(from), Wide);
#endif
}

// Cuts off what stands behind the point; the numbers are between 0 and 255.
inline void store_bytes(Wide numbers, std::uint8_t* to) {
#if defined(__AVX512F__)
  const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(numbers));
#elif defined(__AVX2__)
  // The lowest bytes of each half's four numbers, then those of both halves.
  const __m256i whole = _mm256_cvttps_epi32(numbers);
  const __m256i four = _mm256_shuffle_epi8(whole, _mm256_set1_epi32(0x0C080400));
  const __m128i bytes =
      _mm_unpacklo_epi32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
#else
  const WideBytes bytes =
      __builtin_convertvector(__builtin_convertvector(numbers, WideWhole), WideBytes);
#endif
  std::memcpy(to, &bytes, kWide);
}

// `above(at)`: what comes to the gates from beside the step before.
template <class Above>
inline void step_with(int hidden, const std::int32_t* sums, const float* scale, const Above& above,
                      float* cell, std::uint8_t* out) {
  const auto gate = [&](int at) {
    return __builtin_convertvector(load<WideWhole>(sums + at), Wide) * load<Wide>(scale + at) +
           above(at);
  };
  for (int j = 0; j < hidden; j += kWide) {
    const Wide forget = rough_sigmoid(gate(j));
    const Wide open = rough_sigmoid(gate(hidden + j));
    const Wide fresh = rough_tanh(gate(2 * hidden + j));
    const Wide c = fresh + forget * (load<Wide>(cell + j) - fresh);
    std::memcpy(cell + j, &c, sizeof c);
    // Positive before it is cut, so that cutting rounds.
    store_bytes(open * rough_tanh(c) * static_cast<float>(kMostOut) + (kZero + 0.5f), out + j);
  }
}

void step(int hidden, const std::int32_t* sums, const float* scale, const float* base,
          const std::int16_t* input, float input_scale, float* cell, std::uint8_t* out) {
  if (base)
    step_with(
        hidden, sums, scale, [&](int at) { return load<Wide>(base + at); }, cell, out);
  else
    step_with(
        hidden, sums, scale, [&](int at) { return as_floats(input + at) * input_scale; }, cell,
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

constexpr Kernels kernels_called(const char* name) {
  return {name,     multiply, multiply_bytes, step,      finish,  leak,
          round_to, dots,     product,        add_bytes, greatest};
}

}  // namespace
}  // namespace brink::parse
