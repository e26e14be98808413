// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace brink {

// What shown_address hides of an address, as it stands there and as libpq reads it, and the pieces into which the
// characters that part an address cut it: libpq may take a piece for a host or a database, and name it.
std::vector<std::string> secrets_of(const std::string& where);

}  // namespace brink
