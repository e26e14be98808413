// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <vector>

#include "forecast/link_graph.h"

namespace brink {

// A small world with habits: entity e meets e + 1 in relation 0 most days, and in relation 1 whomever it met
// in relation 0 the day before; some links fall by lot.
inline std::vector<Link> made_up_links(int entities, int first, int last, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Link> links;
  for (int step = first; step < last; ++step)
    for (int e = 0; e < entities; ++e) {
      const int other = (e + 1 + (step % 4 == 0 ? 1 : 0)) % entities, before = (e + 1 + (step % 4 == 1 ? 1 : 0)) % entities;
      if (random() % 3 > 0) links.push_back({e, 0, other, step});
      if (random() % 3 > 0) links.push_back({e, 1, before, step});
      if (random() % 5 == 0) links.push_back({e, 2, static_cast<int>(random() % static_cast<unsigned>(entities)), step});
    }
  return links;
}

}  // namespace brink
