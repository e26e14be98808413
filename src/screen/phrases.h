// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/event.h"

namespace brink {

std::string names_of(const std::vector<Actor>& actors);  // "RUS/MIL + BLR"
std::string act_of(const Event& event);                  // "MOBILIZE:troops+weapons"
std::string sentence_of(const Event& event);             // the sentence, or why there is none

}  // namespace brink
