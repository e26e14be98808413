// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "intake/hand.h"

namespace brink {

// A file, a folder with all below it, or a pattern as the shell has them. False if `take` asked to
// stop.
bool read_local(const std::string& path, const Hand& hand);

}  // namespace brink
