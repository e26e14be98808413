// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "alerts/settings.h"
#include "brink/time.h"

namespace brink {

bool is_quiet(const QuietHours& hours, std::chrono::sys_seconds moment);

// The first moment, `moment` or later, that is not quiet.
std::chrono::sys_seconds end_of_quiet(const QuietHours& hours, std::chrono::sys_seconds moment);

// "22:00-06:30" with the offset "+01:00", "-05:30" or "Z". Nothing for anything else.
std::optional<QuietHours> read_quiet_hours(std::string_view hours, std::string_view offset);

}  // namespace brink
