// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/watch.h"

namespace brink {

// Puts what the file at `path` says was learnt into the watch: base rates by scenario and ratios by
// bearing, over those that were argued. Throws Error, as Fields does.
void overlay_learnt(Watch& watch, const std::string& path);

}  // namespace brink
