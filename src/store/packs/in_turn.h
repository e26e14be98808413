// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "store/packs/pack_walk.h"

namespace brink {

// Rows and what packs hold as one list, at most so many (0: all), till a visitor says no. `rows`:
// next() and rank() as a PackWalk has them.
template <class RowWalk, class VisitRow, class VisitPacked>
Outcome each_of_both(RowWalk& rows, PackWalk& packs, std::size_t limit, const VisitRow& visit_row,
                     const VisitPacked& visit_packed) {
  auto row = rows.next(), packed = packs.next();
  for (std::size_t given = 0; limit == 0 || given < limit; ++given) {
    if (!row) return row.error();
    if (!packed) return packed.error();
    if (!*row && !*packed) return Done{};
    const bool row_first = *row && (!*packed || rows.rank() < packs.rank());
    const Result<bool> more = row_first ? visit_row() : visit_packed();
    if (!more) return more.error();
    if (!*more) return Done{};
    row_first ? row = rows.next() : packed = packs.next();
  }
  return Done{};
}

}  // namespace brink
