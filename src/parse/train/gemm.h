// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace brink::parse {

// Matrix products for training, in single precision. Factors are packed so that the inner loop
// reads both in order.

// The left factor: rows of `depth` numbers.
struct PackedLeft {
  int rows = 0, depth = 0;
  std::vector<float> data;
};

// The right factor: panels of 16 columns, row after row in each panel.
struct PackedRight {
  int depth = 0, columns = 0;
  std::vector<float> data;
};

// `step` is the distance between rows of the source. *_turned packs the transpose of the source,
// which has `depth` rows (left) or `columns` rows (right).
void pack_left(const float* from, int rows, int depth, int step, PackedLeft& out);
void pack_left_turned(const float* from, int depth, int rows, int step, PackedLeft& out);
void pack_right(const float* from, int depth, int columns, int step, PackedRight& out);
void pack_right_turned(const float* from, int columns, int depth, int step, PackedRight& out);

// to = left * right, or to += left * right. columns must be a multiple of 16.
enum class Sum { kSet, kAdd };
void multiply(const PackedLeft& left, const PackedRight& right, float* to, int step, Sum sum);

}  // namespace brink::parse
