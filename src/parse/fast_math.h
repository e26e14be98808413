// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace brink::parse {

// Without branches, so that compilers turn loops over them into vector code. Relative error of
// quick_exp below 3e-6 between -87 and 87, beyond which the argument is cut.
[[gnu::always_inline]] inline float quick_exp(float x) {
  x = std::min(std::max(x, -87.0f), 87.0f);
  // Through an integer, not by adding 1.5 * 2^23: compilers that may reassociate undo that.
  const auto whole = static_cast<std::int32_t>(x * 1.44269504f + (x < 0 ? -0.5f : 0.5f));
  const auto n = static_cast<float>(whole);
  const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float p = 8.3333338e-3f;
  p = p * r + 4.1666668e-2f;
  p = p * r + 1.6666667e-1f;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + (whole << 23));
}

[[gnu::always_inline]] inline float quick_sigmoid(float x) { return 1.0f / (1.0f + quick_exp(-x)); }

[[gnu::always_inline]] inline float quick_tanh(float x) {
  return 2.0f / (1.0f + quick_exp(-2.0f * x)) - 1.0f;
}

// A quotient of polynomials: off by at most 1e-4, and quicker than quick_tanh.
[[gnu::always_inline]] inline float rough_tanh(float x) {
  x = std::min(std::max(x, -4.97f), 4.97f);
  const float y = x * x;
  return x * (135135.0f + y * (17325.0f + y * (378.0f + y))) /
         (135135.0f + y * (62370.0f + y * (3150.0f + y * 28.0f)));
}

[[gnu::always_inline]] inline float rough_sigmoid(float x) {
  return 0.5f + 0.5f * rough_tanh(0.5f * x);
}

}  // namespace brink::parse
