// SPDX-License-Identifier: Apache-2.0
#include "forecast/weekly_series.h"

#include <gtest/gtest.h>

#include "base/iso_time.h"

namespace brink {
namespace {

DatedAct act(int day, const std::string& by, const std::string& id = "") {
  return {*make_day(2022, 1, 1) + std::chrono::days(day), by, "SUD", "ACCUSE", id};
}

TEST(WeeklyTable, EndsOnTheLastDayAndKnowsWhichWeeksHadReports) {
  const std::vector<DatedAct> acts = {act(0, "NOR"), act(1, "EST"), act(21, "NOR", "a"), act(27, "NOR", "b")};
  const WeeklyTable table = weekly_table(acts);
  EXPECT_EQ(table.weeks, 4u);
  ASSERT_EQ(table.series.size(), 2u);
  EXPECT_EQ(table.series[0].actor, "EST");
  EXPECT_EQ(table.series[0].counts, (WeeklyCounts{1, -1, -1, 0}));
  EXPECT_EQ(table.series[1].counts, (WeeklyCounts{1, -1, -1, 2}));
  EXPECT_EQ(table.series[1].acts.back()->event, "b");
}

TEST(WeeklyTable, LeavesOutWhatIsOlderThanItsWeeks) {
  const WeeklyTable table = weekly_table(std::vector<DatedAct>{act(0, "NOR"), act(100000, "EST")}, 10);
  EXPECT_EQ(table.weeks, 10u);
  ASSERT_EQ(table.series.size(), 1u);
  EXPECT_EQ(table.series[0].actor, "EST");
  EXPECT_EQ(weekly_table({}).weeks, 0u);
}

TEST(WeeklyTable, TheBusiestAreChosenByTheFirstWeeksAlone) {
  const std::vector<DatedAct> acts = {act(0, "NOR"), act(1, "NOR"), act(2, "EST"), act(8, "EST"), act(9, "EST"), act(13, "LATE")};
  WeeklyTable table = weekly_table(acts);
  keep_busiest(table.series, 1, 5);
  ASSERT_EQ(table.series.size(), 2u);  // LATE had done nothing by then
  EXPECT_EQ(table.series[0].actor, "NOR");
  keep_busiest(table.series, 2, 1);
  ASSERT_EQ(table.series.size(), 1u);
  EXPECT_EQ(table.series[0].actor, "EST");
}

}  // namespace
}  // namespace brink
