// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "brink/sentence.h"

namespace brink {

// How an event came about. Lines for people, in the order in which they should be read.
struct EventTrail {
  Sentence sentence;                                        // with its tree; no tokens: not known any more
  std::vector<std::pair<std::string, std::string>> frame;   // column and cell of the row that fired
  std::vector<std::string> names;                           // "\"Putin\": Vladimir Putin, president (2012-05-07 to ...)"
  std::vector<std::string> status;                          // "hangs on \"warned\" by \"that\": hypothetical"
};

}  // namespace brink
