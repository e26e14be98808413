// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace brink {

// The scripts of postgres/migrations/ in order; number N brings the tables from version N to N+1.
std::span<const char* const> postgres_migrations();

}  // namespace brink
