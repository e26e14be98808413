// SPDX-License-Identifier: Apache-2.0
#include "base/day_range.h"

#include <gtest/gtest.h>

#include "base/iso_time.h"

namespace brink {
namespace {

std::string written(std::string_view date, std::string_view precision = "") {
  const auto range = read_day_range(date, precision);
  return range ? to_iso(range->first) + ".." + to_iso(range->last) : "none";
}

TEST(DayRange, ADayAMonthAYearCoverTheirDays) {
  EXPECT_EQ(written("2022-01-28"), "2022-01-28..2022-01-28");
  EXPECT_EQ(written("2022-01"), "2022-01-01..2022-01-31");
  EXPECT_EQ(written("2024-02"), "2024-02-01..2024-02-29");
  EXPECT_EQ(written("2022"), "2022-01-01..2022-12-31");
}

TEST(DayRange, AWeekBeginsOnItsDay) {
  EXPECT_EQ(written("2022-01-24", "week"), "2022-01-24..2022-01-30");
  EXPECT_EQ(written("2022-01", "week"), "2022-01-01..2022-01-31");
}

TEST(DayRange, AnythingElseIsNoDate) {
  for (const char* bad :
       {"", "2", "20220128", "2022-13", "2022-00", "2022-02-30", "2022/01/28", "2022-1-28",
        "2022-01-2x", "-022-01-28", "2022-01-28T00", "abcd", "2022-01-", "0000"})
    EXPECT_EQ(written(bad), "none") << bad;
}

}  // namespace
}  // namespace brink
