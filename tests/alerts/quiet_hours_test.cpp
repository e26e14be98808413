// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "alerts/alerts.h"
#include "base/iso_time.h"

namespace brink {
namespace {

std::chrono::sys_seconds at(const std::string& text) { return read_iso(text)->utc; }

TEST(QuietHours, GoOverMidnight) {
  const auto night = *read_quiet_hours("22:00-06:30", "+01:00");
  EXPECT_FALSE(is_quiet(night, at("2022-01-28T20:59:59Z")));
  EXPECT_TRUE(is_quiet(night, at("2022-01-28T21:00:00Z")));
  EXPECT_TRUE(is_quiet(night, at("2022-01-28T23:30:00Z")));
  EXPECT_TRUE(is_quiet(night, at("2022-01-29T05:29:59Z")));
  EXPECT_FALSE(is_quiet(night, at("2022-01-29T05:30:00Z")));
  EXPECT_EQ(end_of_quiet(night, at("2022-01-28T23:30:12Z")), at("2022-01-29T05:30:00Z"));
  EXPECT_EQ(end_of_quiet(night, at("2022-01-29T12:00:00Z")), at("2022-01-29T12:00:00Z"));
}

TEST(QuietHours, LieWithinADayToo) {
  const auto noon = *read_quiet_hours("12:00-13:00", "-05:30");
  EXPECT_TRUE(is_quiet(noon, at("2022-01-28T17:30:00Z")));
  EXPECT_FALSE(is_quiet(noon, at("2022-01-28T12:30:00Z")));
  EXPECT_FALSE(is_quiet(*read_quiet_hours("08:00-08:00", "Z"), at("2022-01-28T08:00:00Z")));
  EXPECT_TRUE(is_quiet(*read_quiet_hours("00:00-24:00", "Z"), at("2022-01-28T08:00:00Z")));
}

TEST(QuietHours, RefusesWhatIsNone) {
  for (const char* hours : {"", "22-6", "25:00-06:00", "22:60-06:00", "22:00 06:00", "22:00-06:00 "})
    EXPECT_FALSE(read_quiet_hours(hours, "Z")) << hours;
  for (const char* offset : {"", "1", "01:00", "+15:00", "UTC"}) EXPECT_FALSE(read_quiet_hours("22:00-06:00", offset)) << offset;
}

}  // namespace
}  // namespace brink
