// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/result.h"
#include "brink/time.h"
#include "brink/watch.h"

namespace brink {

// Reads a watch file (TOML). An unknown key, a missing field, a scenario that is named but not
// there: an Error with line, what was found and what was expected.
Result<Watch> read_watch(const std::string& path);

// Archive and watch -> where the crisis stands on `at`, by what was known then.
class Assessor {
 public:
  explicit Assessor(Watch watch);
  Result<Assessment> assess(const Archive& archive, Day at) const;

 private:
  Watch watch_;
};

}  // namespace brink
