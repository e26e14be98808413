// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace brink {

// The arcs of a tree as margins, one a token, all of one width. heads[i] is the index of the token
// that governs i, -1 for a root. Each governing token has a column of its own while its arcs go on,
// so that crossing arcs stay apart. Empty where that needs more than `most` columns, or where the
// heads are no tree.
std::vector<std::string> arcs_of(std::span<const int> heads, int most);

}  // namespace brink
