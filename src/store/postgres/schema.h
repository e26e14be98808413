// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brink/result.h"

namespace brink {

class PostgresConnection;

// Sees that the database holds an archive of a version we know, in the schema that comes first on its
// search path. With leave to write, makes one there and brings older tables up to date; of several that
// do so at once one does it and the others wait.
Outcome prepare_postgres(const PostgresConnection& connection);

}  // namespace brink
