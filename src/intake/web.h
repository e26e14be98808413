// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "intake/hand.h"

namespace brink {

// Fetches `url`: a page, a feed with the pages behind its entries, or a file of any kind that
// intake reads. An answer "not modified" gives nothing. False if `take` asked to stop.
bool read_web(const std::string& url, const FetchMemory& memory, const Hand& hand);

}  // namespace brink
