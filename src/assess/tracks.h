// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "assess/recent.h"
#include "brink/assessment.h"

namespace brink {

// For each pair of watched actors the days' sums of what hurt and what helped: the scores (PLOVER's
// scale, -10 to +10) of happenings, each counted once, by sign. Words count like deeds, by their
// smaller scores; what is planned, feared or denied does not. At most `most` pairs, the busiest first.
std::vector<Track> tracks_of(const Recent& recent, const std::vector<std::string>& watched, Day at,
                             int days, std::size_t most);

}  // namespace brink
