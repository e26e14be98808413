// SPDX-License-Identifier: Apache-2.0
// The products of any processor.
// Included by kernels_body.h, inside its namespace.

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

#include "parse/products_by_rows.h"
