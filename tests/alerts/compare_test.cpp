// SPDX-License-Identifier: Apache-2.0
#include "rounds.h"

namespace brink {
namespace {

TEST(Compare, AQuietBoardTellsNothing) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-28T09:00:00Z", "plan leave not\nscenario war 0.10\nindicator drills quiet"), "");
}

TEST(Compare, APlanIsToldAsItDrawsNearFiresAndEnds) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-28T09:00:00Z", "plan leave near"), "warning plan:leave near");
  EXPECT_EQ(r.at("2022-01-28T10:00:00Z", "plan leave near"), "");
  EXPECT_EQ(r.at("2022-01-28T11:00:00Z", "plan leave fired"), "critical plan:leave fired ^ 1");
  EXPECT_EQ(r.last[0].title, "Plan fired: Plan leave");
  EXPECT_NE(r.last[0].why.find("To do: act"), std::string::npos);
  EXPECT_EQ(r.at("2022-01-29T09:00:00Z", "plan leave not"), "");
  EXPECT_EQ(r.at("2022-01-30T08:59:00Z", "plan leave not"), "");
  EXPECT_EQ(r.at("2022-01-30T09:00:00Z", "plan leave not"), "notice plan:leave no longer fired ^ 2");
  EXPECT_EQ(r.at("2022-02-03T09:00:00Z", "plan leave fired"), "critical plan:leave fired");
}

TEST(Compare, APlanThatFlickersIsToldOnce) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-28T09:00:00Z", "plan leave fired"), "critical plan:leave fired");
  for (int hour = 10; hour < 24; ++hour) {
    const std::string state = hour % 3 == 0 ? "fired" : hour % 3 == 1 ? "near" : "not";
    EXPECT_EQ(r.at("2022-01-28T" + std::to_string(hour) + ":00:00Z", "plan leave " + state), "") << hour;
  }
}

TEST(Compare, AScenarioIsToldByStepsUpAndDown) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "scenario war 0.19"), "");
  EXPECT_EQ(r.at("2022-01-02T09:00:00Z", "scenario war 0.20"), "notice scenario:war risen");
  EXPECT_EQ(r.at("2022-01-03T09:00:00Z", "scenario war 0.11"), "");
  EXPECT_EQ(r.at("2022-01-04T09:00:00Z", "scenario war 0.29"), "");
  EXPECT_EQ(r.at("2022-01-05T09:00:00Z", "scenario war 0.45"), "notice scenario:war risen ^ 1");
  EXPECT_EQ(r.last[0].title, "Scenario war: rose from 0.20 to 0.45");
  EXPECT_EQ(r.at("2022-01-06T09:00:00Z", "scenario war 0.30"), "info scenario:war fallen ^ 2");
}

TEST(Compare, AThresholdThatAPlanAsksForIsAWarningHoweverSmallTheStep) {
  Rounds r;
  r.asked.thresholds["scenario:war"] = {0.15, 0.5};
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "scenario war 0.14"), "");
  EXPECT_EQ(r.at("2022-01-02T09:00:00Z", "scenario war 0.16"), "warning scenario:war past a threshold");
  EXPECT_EQ(r.at("2022-01-03T09:00:00Z", "scenario war 0.14"), "");
  EXPECT_EQ(r.at("2022-01-04T09:00:00Z", "scenario war 0.16"), "") << "to and fro over it";
}

TEST(Compare, AnIndicatorIsToldAsItStirsAndWakesButNotAsItCalms) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "indicator drills stirring s1"), "info indicator:drills stirring");
  EXPECT_EQ(r.at("2022-01-02T09:00:00Z", "indicator drills active s2 s1"), "notice indicator:drills active ^ 1");
  EXPECT_EQ(r.last[0].stories, (std::vector<std::string>{"s2", "s1"}));
  EXPECT_EQ(r.last[0].events.front(), "e-s2");
  EXPECT_EQ(r.last[0].documents.front(), "d-s2");
  EXPECT_EQ(r.at("2022-01-05T09:00:00Z", "indicator drills quiet"), "");
  EXPECT_EQ(r.at("2022-01-06T09:00:00Z", "indicator drills active s3"), "") << "left for a day at most";
  EXPECT_EQ(r.at("2022-01-07T09:00:00Z", "indicator drills quiet"), "");
  EXPECT_EQ(r.at("2022-01-09T09:00:00Z", "indicator drills quiet"), "");
  EXPECT_EQ(r.at("2022-01-10T09:00:00Z", "indicator drills active s4"), "notice indicator:drills active");
}

TEST(Compare, WhatOneHappeningMovedIsOneAlert) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "indicator drills active s1\nindicator troops active s1\nindicator talks active s7\nhappening s1 -9.5 2"),
            "warning happening:s1 told by 2 outlets + indicator:drills + indicator:troops; notice indicator:talks active");
  EXPECT_NE(r.last[0].why.find("Indicator active: Indicator drills"), std::string::npos);
}

TEST(Compare, AHappeningThatWasToldIsToldAgainOnlyWhenItIsGraver) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "happening s1 -9.5 1"), "notice happening:s1 told by 1 outlet");
  EXPECT_EQ(r.at("2022-01-01T10:00:00Z", "happening s1 -9.5 1\nindicator drills active s1"), "");
  EXPECT_EQ(r.at("2022-01-01T11:00:00Z", "happening s1 -9.5 2\nindicator drills active s1"), "warning happening:s1 told by 2 outlets ^ 1");
  EXPECT_EQ(r.at("2022-01-01T12:00:00Z", "happening s1 -9.5 3"), "");
  EXPECT_EQ(r.at("2022-01-01T13:00:00Z", "happening s1 -9.5 4"), "critical happening:s1 told by 4 outlets ^ 2");
  EXPECT_EQ(r.at("2022-01-02T13:00:00Z", "happening s1 -9.5 9"), "");
}

TEST(Compare, AHappeningIsKnownByItsEventsWhateverItsStoryIsCalled) {
  const auto told = [](AlertStanding before, const std::string& id, Comparison& out) {
    NotableHappening h;
    h.story.id = id, h.story.events = {"e1", "e2"}, h.what = "Assault", h.score = -9.5, h.outlets = 2;
    Assessment board;
    board.watch = "river";
    out = alerts_of(before, standing_of(board, {h}), {}, {}, "2022-01-01T09:00:00Z");
    return out.alerts.size();
  };
  Comparison first, second;
  EXPECT_EQ(told({}, "s1", first), 1u);
  EXPECT_EQ(told(first.standing, "another", second), 0u);
}

TEST(Compare, WhatIsNotGraveIsNotTold) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "happening s1 -5 9"), "");
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "happening s2 7.4 2"), "notice happening:s2 told by 2 outlets");
}

TEST(Compare, APlanTakesTheScenarioItRestsOnWithIt) {
  Rounds r;
  r.asked.thresholds["scenario:war"] = {0.3};
  r.asked.rests_on["plan:leave"] = {"scenario:war", "indicator:drills"};
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "scenario war 0.35\nplan leave fired\nindicator drills active s1\nscenario talks 0.4"),
            "critical plan:leave fired + scenario:war; notice indicator:drills active; notice scenario:talks risen");
  EXPECT_EQ(r.last[0].events, std::vector<std::string>{"e-s1"}) << "the plan's evidence";
}

TEST(Compare, ACommitmentIsToldWhenItIsDecidedUnderTheWatch) {
  Rounds r;
  EXPECT_EQ(r.at("2022-01-01T09:00:00Z", "commitment old broken\ncommitment new open"), "");
  const std::string told = r.at("2022-01-02T09:00:00Z", "commitment old broken\ncommitment new broken");
  EXPECT_EQ(told.substr(0, 19), "warning commitment:");
  EXPECT_EQ(r.last[0].title, "Broken: Norland pledged: new");
  EXPECT_EQ(r.last[0].events, std::vector<std::string>{"e-new"});
  EXPECT_EQ(r.at("2022-01-03T09:00:00Z", "commitment old broken\ncommitment new broken"), "");
}

TEST(Compare, HostileTitlesBecomeOneShortLine) {
  NotableHappening h;
  h.story.id = "s", h.story.events = {"e"}, h.score = -10, h.outlets = 1;
  h.what = "Assault\r\nBcc: victim@example.org\r\n\r\n<script>\xE2\x80\xAE evil \xff" + std::string(1'000'000, 'a');
  h.told = std::string("\0\x1b[31m", 6) + std::string(1'000'000, '"');
  Assessment board;
  board.watch = "river";
  const auto told = alerts_of({}, standing_of(board, {h}), {}, {}, "2022-01-01T09:00:00Z").alerts;
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].title.substr(0, 40), "Assault Bcc: victim@example.org <script>");
  for (const std::string* text : {&told[0].title, &told[0].why}) {
    EXPECT_EQ(text->find_first_of(std::string_view("\r\n\x1b\0", 4)), std::string::npos);
    EXPECT_EQ(text->find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_LE(text->size(), 4 * kMostWhy + 3);
  }
}

TEST(AlertStanding, RefusesAnotherForm) {
  for (const char* text : {"x", "{}", "[]", "{\"form\":2}", "{\"form\":1,\"watch\":\"a\",\"matters\":{\"a\":1},\"told\":{}}"})
    EXPECT_FALSE(standing_from(text).ok()) << text;
  EXPECT_TRUE(standing_from("")->empty());
}

}  // namespace
}  // namespace brink
