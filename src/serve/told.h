// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "records/records.h"
#include "store/store.h"

namespace brink {

// Alerts that `brink watch` told and left in the archive, as the API writes alerts. Those raised within two
// weeks of `now` (UTC, ISO 8601) for the watch with this id, newest first. `state` as in AlertBook::list.
Result<std::vector<Json>> told_alerts(const Archive& archive, const std::string& watch, const std::string& now, const std::string& state);

// Acknowledges, mutes for good, or reopens one of them; nothing when the archive at `where` has no such alert.
Result<std::optional<Json>> mark_told(const std::string& where, const std::string& id, const std::string& what, const std::string& now);

}  // namespace brink
