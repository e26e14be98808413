// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

std::string read_back(std::string_view text) {
  const auto moment = read_iso(text);
  return moment ? to_iso(*moment) : "none";
}

std::string mail_date(std::string_view text) {
  const auto moment = read_rfc5322(text);
  return moment ? to_iso(*moment) : "none";
}

TEST(IsoTime, ReadsDatesAsPagesWriteThem) {
  EXPECT_EQ(read_back("2022-01-29"), "2022-01-29");
  EXPECT_EQ(read_back("20220129"), "2022-01-29");
  EXPECT_EQ(read_back("2022-01-29T01:12:44+00:00"), "2022-01-29T01:12:44Z");
  EXPECT_EQ(read_back("2022-01-29T01:12+0900"), "2022-01-29T01:12:00+09:00");
  EXPECT_EQ(read_back(" 2022-01-29 01:12:44.123Z "), "2022-01-29T01:12:44Z");
  EXPECT_EQ(read_back("2022-01-29T01:12:44-05"), "2022-01-29T01:12:44-05:00");
}

TEST(IsoTime, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2022", "2022-13-01", "2022-02-30", "0022-01-01", "2022-01-29T", "2022-01-29T25:00",
                           "2022-01-29x", "2022-01-29T10:00+99:00", "tomorrow"})
    EXPECT_EQ(read_back(text), "none") << text;
}

TEST(IsoTime, TheLocalDayIsTheReadersDate) {
  const auto moment = read_iso("2022-01-29T01:12:44+09:00");
  ASSERT_TRUE(moment);
  EXPECT_EQ(to_iso(moment->local_day()), "2022-01-29");
  EXPECT_EQ(to_iso(std::chrono::floor<std::chrono::days>(moment->utc)), "2022-01-28");
}

TEST(IsoTime, ReadsMailDates) {
  EXPECT_EQ(mail_date("Sat, 29 Jan 2022 01:12:44 +0900"), "2022-01-29T01:12:44+09:00");
  EXPECT_EQ(mail_date("29 Jan 2022 01:12 GMT"), "2022-01-29T01:12:00Z");
  EXPECT_EQ(mail_date("Sat, 29 Jan 22 01:12:44 EST"), "2022-01-29T01:12:44-05:00");
  EXPECT_EQ(mail_date("29 January 2022"), "2022-01-29");
  EXPECT_EQ(mail_date("31 Feb 2022 10:00:00 +0000"), "none");
  EXPECT_EQ(mail_date("yesterday"), "none");
}

TEST(IsoTime, KnowsTheCalendar) {
  EXPECT_TRUE(make_day(2024, 2, 29));
  EXPECT_FALSE(make_day(2023, 2, 29));
  EXPECT_FALSE(make_day(999, 1, 1));
}

}  // namespace
}  // namespace brink
