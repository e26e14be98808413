// SPDX-License-Identifier: Apache-2.0
#include "parse/byte_runs.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "parse/kernels.h"

namespace brink::parse {
namespace {

constexpr int kPanel = 16, kSums = 2 * kPanel;  // columns; two sums of 16 bits for each
constexpr int kMostSum = 32767;

// For each of a panel's sums over a run: the sum of the weights, and of their sizes.
struct Run {
  std::array<int, kSums> plain{}, sizes{};

  Run(const std::int8_t* rows, int length) {
    for (int k = 0; k < length; k += 4, rows += 4 * kPanel)
      for (int i = 0; i < 4 * kPanel; ++i) {
        plain[static_cast<std::size_t>(i / 2)] += rows[i];
        sizes[static_cast<std::size_t>(i / 2)] += std::abs(rows[i]);
      }
  }

  // A byte is at most kZero away from kZero.
  bool fits() const { return kZero * *std::max_element(sizes.begin(), sizes.end()) <= kMostSum; }
};

std::vector<Run> runs_of_panel(const std::int8_t* panel, int depth, int length) {
  std::vector<Run> runs;
  for (int k = 0; k < depth; k += length) runs.emplace_back(panel + k * kPanel, length);
  return runs;
}

}  // namespace

ByteRuns runs_of(const ByteWeights& w) {
  ByteRuns out;
  out.starts.resize(static_cast<std::size_t>(w.columns / kPanel * (w.depth / ByteRuns::kShort) * kSums));
  out.rest.assign(w.base, w.base + w.columns);
  for (int n = 0; n < w.columns; n += kPanel) {
    const std::int8_t* panel = w.data + static_cast<long>(n) * w.depth;
    int length = ByteRuns::kLong;
    std::vector<Run> runs;
    if (w.depth % length == 0) runs = runs_of_panel(panel, w.depth, length);
    if (runs.empty() || !std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.fits(); })) {
      length = ByteRuns::kShort;
      runs = runs_of_panel(panel, w.depth, length);
    }
    out.length.push_back(length);
    std::int16_t* start = out.starts.data() + n / kPanel * (w.depth / ByteRuns::kShort) * kSums;
    for (const Run& run : runs)
      for (std::size_t i = 0; i < kSums; ++i) {
        *start++ = static_cast<std::int16_t>(-kZero * run.plain[i]);
        out.rest[static_cast<std::size_t>(n) + i / 2] += kZero * run.plain[i];
      }
  }
  return out;
}

}  // namespace brink::parse
