// SPDX-License-Identifier: Apache-2.0
#include "extract/dateline.h"

#include <gtest/gtest.h>

#include <string>

namespace brink {
namespace {

struct DatelineCase {
  const char* text;
  const char* place;
  const char* wire;
  const char* reporter;
  const char* date;
};

class Datelines : public testing::TestWithParam<DatelineCase> {};

TEST_P(Datelines, AreReadIntoTheirParts) {
  const DatelineCase& c = GetParam();
  const std::string text = std::string(c.text) +
                           "Ministers met on Friday to speak of gas, grain, prisoners and the "
                           "bridge that both sides had "
                           "promised to open in spring, and left without a word on any of it.";
  const Dateline line = read_dateline(text);
  EXPECT_EQ(line.place, c.place) << c.text;
  EXPECT_EQ(line.wire, c.wire) << c.text;
  EXPECT_EQ(line.reporter, c.reporter) << c.text;
  EXPECT_EQ(line.date, c.date) << c.text;
  EXPECT_EQ(std::string(line.span.of(text)) + (text[line.span.end] == ' ' ? " " : ""), c.text);
}

INSTANTIATE_TEST_SUITE_P(
    Wires, Datelines,
    testing::Values(DatelineCase{"(Washington = Yonhap News) Correspondent Kim Min-su = ", "Washington",
                         "Yonhap", "Kim Min-su", ""},
                    DatelineCase{"(서울=연합뉴스) 김민수 기자 = ", "서울", "Yonhap", "김민수", ""},
                    DatelineCase{"BRUSSELS, Jan 28 (Reuters) - ", "Brussels", "Reuters", "", "Jan 28"},
                    DatelineCase{"SEOUL, Jan. 29 (Yonhap) -- ", "Seoul", "Yonhap", "", "Jan. 29"},
                    DatelineCase{"WASHINGTON (AP) — ", "Washington", "AP", "", ""},
                    DatelineCase{"KYIV, Ukraine (AP) — ", "Kyiv, Ukraine", "AP", "", ""},
                    DatelineCase{"NEW YORK (Reuters) – ", "New York", "Reuters", "", ""},
                    DatelineCase{"MOSCOW, January 28. /TASS/. ", "Moscow", "TASS", "", "January 28"},
                    DatelineCase{"МОСКВА, 28 янв - РИА Новости. ", "Москва", "RIA Novosti", "", "28 янв"},
                    DatelineCase{"Kyiv. January 28. Interfax-Ukraine - ", "Kyiv", "Interfax-Ukraine", "",
                         "January 28"},
                    DatelineCase{"Berlin (dpa) - ", "Berlin", "dpa", "", ""},
                    DatelineCase{"Washington/Berlin (dpa) - ", "Washington/Berlin", "dpa", "", ""},
                    DatelineCase{"Frankfurt am Main (dpa/tmn) - ", "Frankfurt am Main", "dpa", "", ""},
                    DatelineCase{"PARIS, 28 janv 2022 (AFP) - ", "Paris", "AFP", "", "28 janv 2022"},
                    DatelineCase{"Madrid, 28 ene (EFE).- ", "Madrid", "EFE", "", "28 ene"},
                    DatelineCase{"(ANSA) - ROMA, 28 GEN - ", "Roma", "ANSA", "", "28 GEN"},
                    DatelineCase{"(CNN) — ", "", "CNN", "", ""}, DatelineCase{"(CNN)", "", "CNN", "", ""},
                    DatelineCase{"LONDON — ", "London", "", "", ""},
                    DatelineCase{"WASHINGTON, D.C. — ", "Washington, D.C.", "", "", ""},
                    DatelineCase{"ISLAMABAD: ", "Islamabad", "", "", ""},
                    DatelineCase{"Brussels, 28 January 2022 – ", "Brussels", "", "", "28 January 2022"},
                    DatelineCase{"【ワシントン共同】", "ワシントン", "Kyodo", "", ""},
                    DatelineCase{"【北京=新华社】", "北京", "Xinhua", "", ""},
                    DatelineCase{"新华社北京1月28日电", "北京", "Xinhua", "", "1月28日"}));

TEST(ReadDateline, FindsNoneInPlainProse) {
  for (const char* text : {"", "-", "—", "(", "()", "The talks — the third this week — failed.",
                           "Smith (a deputy) - who spoke first - left.", "UPDATE — Talks failed.",
                           "WATCH: Talks failed.", "Note: talks failed.", "“We met” - she said.",
                           "He left Paris - a city he loved.", "NATO and the EU met in Paris.",
                           "In 2021 - the year before - talks failed.", "Berlin - die Stadt.",
                           "STREAM: Talks.", "ISBN: 12"})
    EXPECT_TRUE(read_dateline(text).empty()) << text;
}

TEST(ReadDateline, LooksBehindSubheads) {
  const std::string text = "“First quote”\n\n“Second quote”\n\nPARIS (AFP) - They met.";
  const Dateline line = read_dateline(text);
  EXPECT_EQ(line.place, "Paris");
  EXPECT_EQ(line.span.of(text), "PARIS (AFP) -");
}

TEST(ReadDateline, DoesNotLookDeepIntoTheReport) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "They met again.\n\n";
  EXPECT_TRUE(read_dateline(text + "PARIS (AFP) - They met.").empty());
}

TEST(ReadDateline, SurvivesHostileAndCutOffText) {
  for (const std::string& unit : {std::string("("), std::string(" - "), std::string("A, "),
                                  std::string("/"), std::string("=")}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += unit;
    read_dateline(text);
  }
  const std::string text = "【北京=新华社】 КИЕВ, 28 янв (РИА Новости) — x";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    read_dateline(text.substr(0, n));
    read_dateline(text.substr(n));
  }
}

}  // namespace
}  // namespace brink
