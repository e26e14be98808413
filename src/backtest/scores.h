// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace brink {

// One forecast and what came of it.
struct Forecast {
  double p = 0;
  bool came = false;
};

// How good probabilities were. Brier's score with Murphy's parts (1973): brier is about reliability -
// resolution + uncertainty, exactly so where all forecasts of a bin are the same.
struct Scores {
  std::size_t forecasts = 0, came = 0;
  double brier = 0, reliability = 0, resolution = 0, uncertainty = 0;
  double log_score = 0;          // mean -ln of the probability given to what came; at most -ln 0.0001
  double auroc = 0;              // area under the ROC curve, ties as halves; 0.5 when undefined
  double average_precision = 0;  // area under the precision-recall steps, ties taken together
};
Scores score(std::span<const Forecast> forecasts);

// A row of the calibration table.
struct CalibrationBin {
  double from = 0, to = 0;  // of p
  std::size_t forecasts = 0;
  double mean_p = 0, share_came = 0;
};
std::vector<CalibrationBin> calibration(std::span<const Forecast> forecasts);

}  // namespace brink
