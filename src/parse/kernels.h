// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace brink::parse {

// Numbers are kept with 12 bits, so that a sum over 500 products fits into 32.
inline constexpr int kMost = 2047;

// A table [depth x columns] that rows of numbers are multiplied with. Columns stand in panels of
// 16; in a panel, for each two rows, the two numbers of a column stand side by side. A column's
// numbers are worth scale[c] each; bias is added to what comes out.
struct Weights {
  const std::int16_t* data = nullptr;
  const float* scale = nullptr;
  const float* bias = nullptr;
  int depth = 0, columns = 0;  // depth is even, columns a multiple of 16
};

// The inner loops, in one version for each kind of processor. Whole-number sums are the same in
// all; only the last bits of single-precision numbers differ.
struct Kernels {
  const char* name;

  // sums[r * sums_step + c] = (add ? itself : 0) + sum over k of left[r * left_step + k] * w[k][c].
  void (*multiply)(const std::int16_t* left, int left_step, int rows, const Weights& w, bool add,
                   std::int32_t* sums, int sums_step);

  // One step of a cell of `hidden` units with coupled gates (forget, output, candidate):
  // sums * scale + base, or + input * input_scale where base is null, goes in; `cell` is changed in
  // place, `out` gets the outputs times kMost.
  void (*step)(int hidden, const std::int32_t* sums, const float* scale, const float* base,
               const std::int16_t* input, float input_scale, float* cell, std::int16_t* out);

  // to = sums * scale * times + bias.
  void (*finish)(int n, const std::int32_t* sums, const float* scale, float times, const float* bias,
                 float* to);

  void (*leak)(int n, float* numbers);  // negative numbers shrink

  // Rounds to kMost steps of the greatest; gives what one step is worth.
  float (*round)(int n, const float* from, std::int16_t* to);

  // to[h] = a . rows[h * step], n numbers each.
  void (*dots)(int n, const float* a, const float* rows, int step, int how_many, float* to);

  void (*add_bytes)(int n, const std::int8_t* from, float times, float* to);  // to += from * times

  int (*greatest)(int n, const float* numbers);  // the first of the greatest
};

extern const Kernels kPlainKernels;
extern const Kernels kAvx2Kernels;  // only where the compiler knows AVX2

// The quickest ones that this processor can run.
const Kernels& best_kernels();

}  // namespace brink::parse
