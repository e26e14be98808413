// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "store/store.h"

namespace brink {

// How a lens of either store counts and orders events.

// The column of `events e` that they are counted by.
const char* column_of(CountBy by);

// Sentence by sentence, as they are read.
void sort_as_read(std::vector<Event>& events);

}  // namespace brink
