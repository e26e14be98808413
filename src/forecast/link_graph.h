// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "brink/result.h"

namespace brink {

// One thing that happened: who did what to whom in which step of time, all by number.
struct Link {
  int subject = 0, relation = 0, object = 0, step = 0;

  bool operator==(const Link&) const = default;
};

// A temporal knowledge graph. Steps count from 0, the earliest time of all parts; one step is the
// greatest span that divides every time (ICEWS14 is written in hours and goes by days). The parts are
// sorted by step and hold no link twice.
struct LinkGraph {
  int entities = 0, relations = 0;
  std::int64_t unit = 1;  // of the written time, in a step
  std::vector<Link> train, valid, test;
};

enum class LinkSplit { kValid, kTest };

// What is the most that is read; beyond it the folder is refused.
struct LinkBounds {
  std::size_t bytes = 1u << 30;           // of a file
  std::size_t links = 20'000'000;         // of a part
  int entities = 1'000'000, relations = 1'000;
  int steps = 200'000;
};

// Reads train.txt, valid.txt and test.txt of `folder`: lines of subject, relation, object and time as
// whole numbers between tabs; further columns are passed over. How many entities and relations there are
// is told by stat.txt (its first two numbers), else by the lines of entity2id.txt and relation2id.txt, a
// line "name<TAB>number" each. Error, with file and line, where a number is negative, beyond the tables,
// too large or missing, and where the part that `split` names is missing or empty.
Result<LinkGraph> read_link_graph(const std::filesystem::path& folder, LinkSplit split,
                                  const LinkBounds& bounds = {});

}  // namespace brink
