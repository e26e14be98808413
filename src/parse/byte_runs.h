// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "parse/lines.h"

namespace brink::parse {

struct ByteWeights;

// How the products of a ByteWeights table are added up in 16 bits, the quickest way where there are no
// wider ones: so many rows of the table at a time that no sum can overflow, whatever bytes it meets.
// Since bytes are around kZero, a run's sums begin with minus what kZero alone would give; what a row
// brings then lies about zero, and twice as many fit.
struct ByteRuns {
  static constexpr int kShort = 16, kLong = 32;  // rows of the table in a run

  std::vector<int> length;     // by panel: kShort or kLong
  Lines<std::int16_t> starts;  // by panel, depth / kShort runs each: 32 sums, two a column
  Lines<std::int32_t> rest;    // by column: what of ByteWeights::base the runs do not bring
};

// Needs w.data, w.base, and a depth and a count of columns that are multiples of 16.
ByteRuns runs_of(const ByteWeights& w);

}  // namespace brink::parse
