// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/result.h"
#include "store/store.h"

namespace brink {

class Database;

// Sees that the open file is an archive of a version we know. With leave to write, makes an empty
// file into an archive and brings older tables up to date.
Outcome prepare_schema(const Database& database, const ArchiveSettings& settings);

}  // namespace brink
