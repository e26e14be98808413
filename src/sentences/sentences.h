// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "brink/sentence.h"

namespace brink {

// Text -> sentences with tokens (span and form). Immutable; safe to share between threads.
class Splitter {
 public:
  std::vector<Sentence> split(std::string_view text) const;
};

}  // namespace brink
