// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brink/result.h"
#include "brink/watch.h"

namespace brink {

// Reads a watch from the text of a watch file; `path` is for the errors.
Result<Watch> read_watch_text(std::string_view text, const std::string& path);

}  // namespace brink
