// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/story.h"
#include "stories/gathering.h"

namespace brink {

// The story that a happening's reports tell together, without its id.
Story telling_of(const Gathered& happening, const Gathering& gathering);

}  // namespace brink
