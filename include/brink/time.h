// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>

namespace brink {

using Day = std::chrono::sys_days;

// A moment as a page states it. The local calendar day is what a reader calls "the date", so the
// offset is kept: 2022-01-29T01:12+09:00 is the 29th, though it is the 28th in UTC.
struct Timestamp {
  std::chrono::sys_seconds utc{};  // the instant; midnight UTC of the day when only a day is known
  int offset_minutes = 0;          // local time minus UTC, minutes
  bool has_time = false;           // false: only the calendar day is known

  Day local_day() const {
    return std::chrono::floor<std::chrono::days>(utc + std::chrono::minutes(offset_minutes));
  }
  auto operator<=>(const Timestamp& other) const { return utc <=> other.utc; }
  bool operator==(const Timestamp&) const = default;
};

}  // namespace brink
