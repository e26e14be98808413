// SPDX-License-Identifier: Apache-2.0
#include "assess/press.h"

#include <algorithm>

namespace brink {

Result<Press> Press::read(const Archive& archive, Day last, int days) {
  Press press;
  press.first_ = last - std::chrono::days(days - 1);
  const auto counts = archive.report_days(press.first_, last);
  if (!counts) return counts.error();
  press.sums_.assign(static_cast<std::size_t>(days) + 1, 0);
  for (const ReportDay& day : *counts)
    press.sums_[static_cast<std::size_t>((day.day - press.first_).count()) + 1] +=
        static_cast<double>(day.reports);
  for (std::size_t i = 1; i < press.sums_.size(); ++i) press.sums_[i] += press.sums_[i - 1];
  return press;
}

double Press::between(Day first, Day last) const {
  const auto index = [&](Day day) {
    const auto days = std::clamp<std::int64_t>((day - first_).count(), 0,
                                               static_cast<std::int64_t>(sums_.size()) - 1);
    return static_cast<std::size_t>(days);
  };
  return last < first ? 0 : sums_[index(last + std::chrono::days(1))] - sums_[index(first)];
}

}  // namespace brink
