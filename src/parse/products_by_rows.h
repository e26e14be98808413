// SPDX-License-Identifier: Apache-2.0
// Rows of numbers, as many at a time as multiply_block has sums for.
// Included behind multiply_block.

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
