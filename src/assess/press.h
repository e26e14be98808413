// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "brink/time.h"

namespace brink {

// How many reports the archive holds of each day: what silence, and noise, are measured by.
class Press {
 public:
  // Of `days` days up to `last`.
  static Result<Press> read(const Archive& archive, Day last, int days);

  // Reports of first..last, both included; days outside of what was read count nothing.
  double between(Day first, Day last) const;

 private:
  Day first_{};
  std::vector<double> sums_;  // sums_[i]: reports before first_ + i
};

}  // namespace brink
