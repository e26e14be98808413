// SPDX-License-Identifier: Apache-2.0
#include "times/rules.h"

#include <gtest/gtest.h>

#include "base/rows.h"
#include "times/calendar.h"
#include "times/meaning.h"
#include "times/tables.h"

namespace brink::times {
namespace {

TEST(TimeRules, EveryPatternOfTheTableIsUnderstood) { EXPECT_EQ(Rules().fault(), ""); }

TEST(TimeRules, EveryRuleMeansAnOperation) {
  for (const auto& row : rows_of(times_table("rules.tsv")))
    if (row[0] != "part") {
      EXPECT_TRUE(is_operation(row[2].substr(0, row[2].find(' ')))) << row[1] << ": " << row[2];
    }
}

TEST(TimeRules, EveryWordOfTheLexiconHasAKnownClass) {
  for (const auto& row : rows_of(times_table("words.tsv")))
    if (row[1] != "class") {
      EXPECT_TRUE(element_named(row[1])) << row[0] << ": " << row[1];
    }
}

TEST(TimeRules, EveryHolidayFallsOnADay) {
  for (const auto& row : rows_of(times_table("holidays.tsv")))
    if (row[0] != "name") {
      EXPECT_TRUE(holiday_in(2022, row[1])) << row[0] << ": " << row[1];
    }
}

TEST(Calendar, KnowsMovableFeasts) {
  EXPECT_EQ(day_value(*holiday_in(2022, "easter")), "2022-04-17");
  EXPECT_EQ(day_value(*holiday_in(2022, "easter-2")), "2022-04-15");
  EXPECT_EQ(day_value(*holiday_in(2021, "11-4-Thu")), "2021-11-25");
  EXPECT_EQ(day_value(*holiday_in(2022, "5-last-Mon")), "2022-05-30");
  EXPECT_FALSE(holiday_in(2022, "sometime"));
}

TEST(Calendar, CountsWeeksAsIso8601) {
  EXPECT_EQ(week_value(Day(std::chrono::year(2022) / 1 / 1)), "2021-W52");
  EXPECT_EQ(week_value(Day(std::chrono::year(2020) / 12 / 31)), "2020-W53");
  EXPECT_EQ(week_value(Day(std::chrono::year(2022) / 1 / 3)), "2022-W01");
}

TEST(Calendar, AMonthOnStaysInTheMonth) {
  EXPECT_EQ(day_value(plus_months(Day(std::chrono::year(2022) / 1 / 31), 1)), "2022-02-28");
  EXPECT_EQ(day_value(plus_months(Day(std::chrono::year(2022) / 1 / 15), -1)), "2021-12-15");
}

}  // namespace
}  // namespace brink::times
