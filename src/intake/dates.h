// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "brink/time.h"

namespace brink {

// A date as records, feeds and mails write it: ISO 8601 ("2022-01-28", "20220128", also with
// slashes for dashes), RFC 5322, or seconds or milliseconds since 1970 (10 or 13 digits).
std::optional<Timestamp> read_any_date(std::string_view text);

}  // namespace brink
