// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "brink/result.h"

namespace brink {

// The whole file; an Error when it is missing, unreadable, not a regular file or larger than `most`
// bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most = 256u << 20);

// Where the tables and examples that come with the program lie: $BRINK_SHARE if set, else
// ../share/brink beside the program, else the source tree it was built from.
std::filesystem::path share_dir();

const char* version();

}  // namespace brink
