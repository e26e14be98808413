// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "brink/archive.h"

namespace brink {

enum class Access { kRead, kWrite };  // kWrite creates the archive and brings its tables up to date

// Opens the archive at `where`, a file's path. Refuses one that a newer version wrote.
Result<std::unique_ptr<Archive>> open_archive(const std::string& where, Access access);

}  // namespace brink
