// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace brink::parse {

// The tree of greatest total score. scores[d * (n + 1) + h] is what it is worth that token d + 1
// hangs on h, for n tokens; h = 0 is the root. Exactly one token hangs on the root: the one for
// which that costs least. Returns for each token its head, 0 for the root. Takes the best heads as
// they are when they make a tree, else Chu-Liu and Edmonds' cycles are contracted (O(n^2) each).
std::vector<int> best_tree(std::span<const float> scores, int n);

}  // namespace brink::parse
