// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "parse/byte_runs.h"

namespace brink::parse {

// Numbers of any size are kept with 12 bits, so that a sum over 500 products fits into 32.
inline constexpr int kMost = 2047;

// A layer's outputs lie between -1 and 1 and are kept with 7 bits, as bytes around kZero; so are
// the weights that they meet: four products then fit into 16 bits, which halves the work.
inline constexpr int kMostOut = 63, kZero = 64;

// A table [depth x columns] that rows of numbers are multiplied with. Columns stand in panels of
// 16; in a panel, for each two rows, the two numbers of a column stand side by side. A column's
// numbers are worth scale[c] each; bias is added to what comes out.
struct Weights {
  const std::int16_t* data = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
  int depth = 0, columns = 0;  // depth is even, columns a multiple of 16
};

// The same for a layer's outputs. Columns stand in panels of 16; in a panel, for each four rows,
// the four numbers of a column stand side by side. `base` is what a column's sum begins with, since
// the bytes are around kZero.
struct ByteWeights {
  const std::int8_t* data = nullptr;
  const std::int32_t* base = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
  int depth = 0, columns = 0;  // multiples of 16
  ByteRuns runs;               // runs_of it
};

// The inner loops, in one version for each kind of processor. Whole-number sums are the same in
// all; only the last bits of single-precision numbers differ.
struct Kernels {
  const char* name;

  // sums[r * sums_step + c] = (add ? itself : 0) + sum over k of left[r * left_step + k] * w[k][c].
  void (*multiply)(const std::int16_t* left, int left_step, int rows, const Weights& w, bool add,
                   std::int32_t* sums, int sums_step);

  // The same with bytes: base[c] is added too.
  void (*multiply_bytes)(const std::uint8_t* left, int left_step, int rows, const ByteWeights& w,
                         bool add, std::int32_t* sums, int sums_step);

  // One step of a cell of `hidden` units, a multiple of 16, with coupled gates (forget, output,
  // candidate): sums * scale + base, or + input * input_scale where base is null, goes in; `cell`
  // is changed in place, `out` gets the outputs as bytes.
  void (*step)(int hidden, const std::int32_t* sums, const float* scale, const float* base,
               const std::int16_t* input, float input_scale, float* cell, std::uint8_t* out);

  // to = sums * scale * times + bias.
  void (*finish)(int n, const std::int32_t* sums, const float* scale, float times,
                 const float* bias, float* to);

  void (*leak)(int n, float* numbers);  // negative numbers shrink

  // Rounds to kMost steps of the greatest; gives what one step is worth.
  float (*round)(int n, const float* from, std::int16_t* to);

  // to[h] = a . rows[h * step], n numbers each.
  void (*dots)(int n, const float* a, const float* rows, int step, int how_many, float* to);

  std::int32_t (*product)(int n, const std::int16_t* a,
                          const std::int16_t* b);  // n a multiple of 16

  void (*add_bytes)(int n, const std::int8_t* from, float times, float* to);  // to += from * times

  int (*greatest)(int n, const float* numbers);  // the first of the greatest
};

extern const Kernels kPlainKernels;
extern const Kernels kAvx2Kernels;  // only where the compiler knows AVX2
extern const Kernels kVnniKernels;  // only where it knows AVX-512 with VNNI

// Those that this processor can run, the quickest first.
const std::vector<const Kernels*>& kernels_here();

}  // namespace brink::parse
