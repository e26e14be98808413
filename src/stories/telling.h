// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "brink/story.h"
#include "stories/gathering.h"

namespace brink {

// In the order in which they were told.
std::vector<const Account*> as_told(std::span<const Account* const> seen);

// The story that a happening's reports tell together, without its id.
Story telling_of(const Gathered& happening, const Gathering& gathering);

}  // namespace brink
