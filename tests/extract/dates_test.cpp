// SPDX-License-Identifier: Apache-2.0
#include "extract/dates.h"

#include <gtest/gtest.h>

#include "base/iso_time.h"

namespace brink {
namespace {

std::string only_date(std::string_view text) {
  const auto dates = find_dates(text);
  if (dates.size() != 1) return "found " + std::to_string(dates.size());
  return to_iso(dates.front().day);
}

std::string url_day(std::string_view url) {
  const auto day = day_in_url(url);
  return day ? to_iso(*day) : "";
}

std::string moment(std::string_view text) {
  const auto found = read_moment(text);
  return found ? to_iso(*found) : "";
}

class DatesInLanguages : public testing::TestWithParam<const char*> {};

TEST_P(DatesInLanguages, ReadsTheTwentyNinthOfJanuary) {
  EXPECT_EQ(only_date(GetParam()), "2022-01-29") << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Written, DatesInLanguages,
    testing::Values("January 29, 2022", "Jan. 29th, 2022 at 3 pm", "29 January 2022",
                    "29th of January, 2022", "SATURDAY, JAN 29 2022", "29-Jan-2022", "29/jan/2022",
                    "Jan 29 2022 14:30", "Sat Jan 29 14:30:00 CET 2022", "Sat Jan 29 14:30 2022",
                    "29. Januar 2022", "Samstag, den 29. Jänner 2022", "29.01.2022, 14:03 Uhr",
                    "29. 1. 2022", "29.01.22", "le 29 janvier 2022", "29 janv. 2022",
                    "29 de enero de 2022", "29 de janeiro de 2022", "29º de janeiro de 2022",
                    "29 gennaio 2022", "29 januari 2022", "29 stycznia 2022 r.",
                    "29 января 2022 г.", "29-го января 2022", "29 січня 2022 року",
                    "29. ledna 2022", "29 Ocak 2022 Cumartesi", "29 Ιανουαρίου 2022",
                    "den 29. januar 2022", "29. tammikuuta 2022", "2022. január 29.",
                    "29 ianuarie 2022", "٢٩ يناير ٢٠٢٢", "29 كانون الثاني 2022", "2022年1月29日",
                    "2022年01月29日 星期六", "２０２２年１月２９日", "2022년 1월 29일",
                    "2022. 1. 29. 오후 3:00", "2022.01.29", "2022-01-29", "2022/01/29", "2022-1-29",
                    "d'acord, 29 de gener de 2022"));

TEST(FindDates, FindsNoneWhereTheDayOrYearIsMissing) {
  for (const char* text :
       {"", "vor 3 Tagen", "3 days ago", "© 2022", "January 2022", "29 January", "2020-2022",
        "call 555-1234-2022", "1/2022", "31.02.2022", "99.99.2022", "version 2.0.2022"})
    EXPECT_TRUE(find_dates(text).empty()) << text;
}

TEST(FindDates, KeepsBothReadingsOfAnAmbiguousDate) {
  const auto dates = find_dates("03/04/2021");
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(to_iso(dates[0].day), "2021-04-03");
  ASSERT_TRUE(dates[0].month_first);
  EXPECT_EQ(to_iso(*dates[0].month_first), "2021-03-04");
}

TEST(FindDates, ReadsAnUnambiguousAmericanDate) {
  const auto dates = find_dates("03/24/2021");
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(to_iso(dates[0].day), "2021-03-24");
  EXPECT_FALSE(dates[0].month_first);
}

TEST(FindDates, TellsWhereTheDateStands) {
  const std::string text = "Veröffentlicht am 29. Januar 2022 um 10 Uhr";
  const auto dates = find_dates(text);
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(dates[0].span.of(text), "29. Januar 2022");
}

TEST(FindDates, GivesTheDayToTheRightOfTwoYears) {
  const auto dates = find_dates("It began in 2021. March 3, 2022 was the last day.");
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(to_iso(dates[0].day), "2022-03-03");
}

TEST(FindDates, FindsSeveralInOrder) {
  const auto dates = find_dates("Published 1 March 2020 | Updated 2 March 2020");
  ASSERT_EQ(dates.size(), 2u);
  EXPECT_EQ(to_iso(dates[0].day), "2020-03-01");
  EXPECT_EQ(to_iso(dates[1].day), "2020-03-02");
}

TEST(FindDates, StopsAtTheMostItMayFind) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "1 March 2020; ";
  EXPECT_EQ(find_dates(text, 7).size(), 7u);
}

TEST(FindDates, TakesLinearTimeOnDigitsWithoutEnd) {
  EXPECT_TRUE(find_dates(std::string(4'000'000, '2')).empty());
  std::string years;
  for (int i = 0; i < 200'000; ++i) years += "2022 ";
  EXPECT_TRUE(find_dates(years).empty());
}

TEST(FindDates, SurvivesBrokenUtf8AndCutOffText) {
  const std::string text = "29. Januar 2022年1月29日 ٢٩ \xd9\xff\xef\xbc";
  for (std::size_t from = 0; from < text.size(); ++from)
    for (std::size_t n = 0; n + from <= text.size(); ++n) find_dates(text.substr(from, n));
}

TEST(ReadMoment, ReadsWhatPagesWriteForMachines) {
  EXPECT_EQ(moment("2022-01-29T01:12:44+09:00"), "2022-01-29T01:12:44+09:00");
  EXPECT_EQ(moment("Sat, 29 Jan 2022 01:12:44 +0100"), "2022-01-29T01:12:44+01:00");
  EXPECT_EQ(moment("1643418764"), "2022-01-29T01:12:44Z");
  EXPECT_EQ(moment("1643418764000"), "2022-01-29T01:12:44Z");
  EXPECT_EQ(moment("20220129"), "2022-01-29");
  EXPECT_EQ(moment("January 29, 2022"), "2022-01-29");
  EXPECT_EQ(moment("2022-1-9 7:05"), "2022-01-09");
}

TEST(ReadMoment, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "now", "0", "9999999999999", "0001-01-01T00:00:00Z", "20229999", "1234567", "-1"})
    EXPECT_EQ(moment(text), "") << text;
}

TEST(DayInUrl, ReadsDatesInThePath) {
  EXPECT_EQ(url_day("https://a.example/2022/01/29/title"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/2022/1/29/"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/news/2022/jan/29/title"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/20220129/title"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/20220129-title.html"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/world/2022-01-29-title"), "2022-01-29");
  EXPECT_EQ(url_day("https://a.example/world/title-2022-01-29.html"), "2022-01-29");
}

TEST(DayInUrl, TakesNoOtherNumbersForDates) {
  for (const char* url : {"", "https://a.example/", "https://a.example/12345678/",
                          "https://a.example/2022/01/", "https://a.example/?d=20220129",
                          "https://a.example/2022/13/29/", "https://20220129.example"})
    EXPECT_EQ(url_day(url), "") << url;
}

}  // namespace
}  // namespace brink
