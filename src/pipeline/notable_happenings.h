// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "alerts/alerts.h"
#include "brink/archive.h"
#include "brink/watch.h"

namespace brink {

// Happenings of the last days, first told within three days of `at`, between the watch's actors or at
// one of its places, that are grave or good enough for an alert. Newest first.
Result<std::vector<NotableHappening>> notable_happenings(const Archive& archive, const Watch& watch, Day at,
                                             const AlertRules& rules);

}  // namespace brink
