// SPDX-License-Identifier: Apache-2.0
#include "base/rates.h"

#include <algorithm>
#include <cmath>

namespace brink {
namespace {

constexpr double kMostDispersed = 10;
constexpr double kPlainWeeks = 4;  // so many weeks of evidence speak for plain chance beforehand

}  // namespace

Usual usual_of(double argued_per_week, std::span<const Week> weeks, const UsualMemory& memory) {
  double shape = argued_per_week * memory.argued_weighs_weeks, rate = memory.argued_weighs_weeks;
  const auto weight = [&](std::size_t k) {
    return std::exp2(-static_cast<double>(k) / memory.half_life_weeks);
  };
  for (std::size_t k = 0; k < weeks.size(); ++k) {
    if (weeks[k].exposure <= 0) continue;
    shape += weight(k) * weeks[k].happenings;
    rate += weight(k) * weeks[k].exposure;
  }
  Usual usual{shape / rate, shape, 1};
  // Pearson's statistic over the weeks.
  double squares = kPlainWeeks, count = kPlainWeeks;
  for (std::size_t k = 0; k < weeks.size(); ++k) {
    const double mean = usual.per_week * weeks[k].exposure;
    if (mean <= 0) continue;
    squares += weight(k) * std::pow(weeks[k].happenings - mean, 2) / std::max(mean, 0.2);
    count += weight(k);
  }
  usual.dispersion = std::clamp(squares / count, 1.0, kMostDispersed);
  return usual;
}

}  // namespace brink
