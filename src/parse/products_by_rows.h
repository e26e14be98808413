// SPDX-License-Identifier: Apache-2.0
// Rows of numbers, as many at a time as multiply_block has sums for.
// Included behind multiply_block.

void multiply(const std::int16_t* left, int left_step, int rows, const Weights& w, bool add,
              std::int32_t* sums, int sums_step) {
  // 12 sums of six rows and 3 more fill the 16 registers of AVX2.
  constexpr int kMostRows = 6;
  using Block = decltype(&multiply_block<1>);
  constexpr Block kBlocks[kMostRows] = {multiply_block<1>, multiply_block<2>, multiply_block<3>,
                                        multiply_block<4>, multiply_block<5>, multiply_block<6>};
  for (int n = 0; n < w.columns; n += 16)
    for (int r = 0, block = 0; r < rows; r += block) {
      block = rows - r < kMostRows ? rows - r : kMostRows;
      kBlocks[block - 1](left + static_cast<long>(r) * left_step, left_step,
                         w.data + static_cast<long>(n) * w.depth, w.depth, add,
                         sums + static_cast<long>(r) * sums_step + n, sums_step);
    }
}
