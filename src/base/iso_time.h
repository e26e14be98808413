// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "brink/time.h"

namespace brink {

// "2022-01-29T01:12:44+09:00"; "2022-01-29" when only the day is known; "Z" for offset 0.
std::string to_iso(const Timestamp& moment);
std::string to_iso(Day day);
std::string to_iso(std::chrono::sys_seconds moment);  // in UTC, to the second
std::string now_utc();                                // "2022-01-28T09:30:00Z"

// Reads ISO 8601 dates and date-times as pages write them: with or without seconds, fraction,
// offset ("Z", "+09:00", "+0900", "+09"), "T" or one space between. Nothing else may follow.
// Years 1000 to 2999.
std::optional<Timestamp> read_iso(std::string_view text);

// "Sat, 29 Jan 2022 01:12:44 +0900" as mail and RSS write it (RFC 5322 with the zone names of
// RFC 822); the week day and the seconds may be missing.
std::optional<Timestamp> read_rfc5322(std::string_view text);

// A day that exists in the calendar.
std::optional<Day> make_day(int year, int month, int day);

}  // namespace brink
