// SPDX-License-Identifier: Apache-2.0
#include "screen/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "screen/ink.h"

namespace brink {
namespace {

using testing::HasSubstr;
using testing::Not;

Evidence evidence() {
  Evidence x;
  Event& e = x.event;
  e.id = "abcdef0123456789abcdef0123456789";
  e.text = "Northland moved tanks to the strait.";
  e.sentence_span = {100, 136};
  e.date = "2021-05-04";
  e.date_precision = "day";
  e.type = "MOBILIZE";
  e.mode = {"weapons"};
  e.actor = {{"NOR", {"MIL"}, "Northland", "Northland", {100, 109}}};
  e.trigger = {"moved", {110, 115}};
  e.place = Place{"the strait", "", 0, 0, false, 0, {125, 135}};
  e.rule = "move#2";
  x.report.document.outlet = "Harbour Gazette";
  x.report.document.title = "Tanks";
  return x;
}

Assessment assessment() {
  Assessment a;
  a.title = "The strait";
  a.at = "2021-05-05";
  a.scenarios = {{"closure", "Closure of the strait", 0.31, 0.1, 0.6, 0.02, "rising", {"tanks"}, {}, {}, {{"tanks", 1.25}}, {"2021-05-03", {0.1, 0.2, 0.31}, {}, {}}}};
  IndicatorReading tanks, talks;
  tanks.id = "tanks", tanks.title = "Tanks near the strait", tanks.state = State::kActive;
  tanks.observed = 3.2, tanks.expected = 0.5, tanks.since = "2021-05-04", tanks.stories = {"s1"};
  tanks.series = {"2021-05-03", {0, 1.5, 3.2}, {0.5, 0.5, 0.5}, {0, 1, 2}, {State::kQuiet, State::kActive, State::kActive}};
  talks.id = "talks", talks.title = "Talks", talks.expected = 1;
  a.indicators = {tanks, talks};
  Story story;
  story.id = "s1";
  story.events = {evidence().event.id};
  story.reports = {"d1", "d2"};
  a.stories = {story};
  a.cannot_tell = {"No grammar yet."};
  return a;
}

Open open_it() {
  return [](const std::string&) { return std::optional(evidence()); };
}

TEST(EventPage, MarksThePartsInTheSentence) {
  const std::string page = event_page(evidence(), {});
  EXPECT_THAT(page, HasSubstr("[Northland | actor NOR]"));
  EXPECT_THAT(page, HasSubstr("[moved | act MOBILIZE]"));
  EXPECT_THAT(page, HasSubstr("[the strait | place the strait]"));
  EXPECT_THAT(page, HasSubstr("move#2"));
}

TEST(EventPage, SaysThatARecordNeverHadASentence) {
  Evidence x = evidence();
  x.event.text.clear(), x.event.sentence_span = {}, x.event.trigger = {};
  EXPECT_THAT(event_page(x, {}), HasSubstr("a record of a data set"));
}

TEST(EventPage, SaysWhyASentenceIsMissing) {
  Evidence x = evidence();
  x.event.text.clear();
  EXPECT_THAT(event_page(x, {}), HasSubstr("kept back"));
}

TEST(EventPage, ASpanOutsideTheSentenceMarksNothing) {
  Evidence x = evidence();
  x.event.actor[0].span = {0, 4000};
  x.event.trigger.span = {136, 140};
  EXPECT_THAT(event_page(x, {}), Not(HasSubstr("actor NOR")));
}

TEST(BoardPage, ShowsEachScenarioWithASentenceAndItsId) {
  const std::string page = board_page(assessment(), open_it(), {});
  EXPECT_THAT(page, HasSubstr("Closure of the strait"));
  EXPECT_THAT(page, HasSubstr("31%"));
  EXPECT_THAT(page, HasSubstr("abcdef01"));
  EXPECT_THAT(page, HasSubstr("[2 reports]"));
  EXPECT_THAT(page, HasSubstr("1 more are quiet"));
  EXPECT_THAT(page, HasSubstr("No grammar yet."));
}

TEST(BoardPage, AnEmptyBoardSaysSo) {
  Assessment a;
  a.title = "Nothing";
  a.scenarios = {{"x", "X", 0.02, 0, 0.1, 0.02, "steady", {}, {}, {}, {}, {}}};
  const std::string page = board_page(a, [](const std::string&) { return std::optional<Evidence>(); }, {});
  EXPECT_THAT(page, HasSubstr("no happening speaks for it"));
}

TEST(BoardPage, ShowsWhatWouldSpeakForAScenarioThoughItIsUsual) {
  Assessment a = assessment();
  a.scenarios[0].speaking_for.clear();
  a.scenarios[0].within_usual = {"tanks"};
  const std::string page = board_page(a, open_it(), {});
  EXPECT_THAT(page, HasSubstr("no more than usual speaks for it"));
  EXPECT_THAT(page, HasSubstr("Northland moved tanks"));
}

TEST(ScenarioPage, WalksDownToTheSentence) {
  const std::string page = scenario_page(assessment(), "closure", open_it(), {});
  EXPECT_THAT(page, HasSubstr("+1.25"));
  EXPECT_THAT(page, HasSubstr("Tanks near the strait"));
  EXPECT_THAT(page, HasSubstr("Northland moved tanks"));
  EXPECT_EQ(scenario_page(assessment(), "unknown", open_it(), {}), "");
}

TEST(Ink, NoPageCanDriveTheTerminal) {
  EXPECT_EQ(printable("a\033[31mb\x07\nc"), "a [31mb c");
  EXPECT_EQ(printable("left\xE2\x80\xAEright"), "left right");  // a bidirectional override
}

TEST(Ink, CutsAndPadsByCodePoints) {
  EXPECT_EQ(cut("재판매금지", 3), "재판…");
  EXPECT_EQ(padded("é", 3), "é  ");
  EXPECT_EQ(wrapped("aa bb cc", 5, 0), "aa bb\ncc\n");
  EXPECT_EQ(wrapped("", 5, 0), "\n");
}

}  // namespace
}  // namespace brink
