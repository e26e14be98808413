// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "brink/event.h"

namespace brink {

// A predicate of a sentence, and how real its act is by what the sentence says.
struct Predication {
  std::int32_t token = 0;  // index in its sentence
  double value = 0;        // from -3, did not happen, to +3, did
  Status status = Status::kActual;
};

}  // namespace brink
