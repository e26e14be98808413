// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <random>

#include "crisis.h"
#include "records/records.h"

namespace brink {
namespace {

class Board : public CrisisTest {};

TEST_F(Board, AnEmptyArchiveGivesTheBaseRatesAndSaysWhatItCannotTell) {
  const Assessment b = board("2022-01-28");
  EXPECT_EQ(b.at, "2022-01-28");
  EXPECT_NEAR(scenario(b, "war").p, 0.05, 1e-9);
  EXPECT_NEAR(scenario(b, "settlement").p, 0.10, 1e-9);
  EXPECT_EQ(scenario(b, "war").trend, "steady");
  EXPECT_EQ(b.indicators.size(), 3u);
  EXPECT_EQ(b.plans.front().state, "not");
  EXPECT_TRUE(b.posture.empty() && b.commitments.empty() && b.exchanges.empty() && b.fresh.empty());
  ASSERT_FALSE(b.cannot_tell.empty());
  EXPECT_NE(b.cannot_tell[0].find("0 reports"), std::string::npos);
  EXPECT_NE(b.cannot_tell[1].find("0 % of what the watch calls usual"), std::string::npos);
  EXPECT_NE(b.cannot_tell[2].find("build-up, drills, talks"), std::string::npos);
}

TEST_F(Board, TroopsRaiseWarAndLowerItsRival) {
  chatter("2022-01-28");
  const Assessment before = board("2022-01-28");
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"}) report(day, {troops()});
  const Assessment after = board("2022-01-28");
  EXPECT_EQ(indicator(before, "build-up").state, State::kQuiet);
  EXPECT_EQ(indicator(after, "build-up").state, State::kActive);
  EXPECT_GT(scenario(after, "war").p, 3 * scenario(before, "war").p);
  EXPECT_LT(scenario(after, "settlement").p, scenario(before, "settlement").p);
  EXPECT_EQ(scenario(after, "war").speaking_for.front(), "build-up");
  EXPECT_EQ(scenario(after, "war").trend, "rising");
}

TEST_F(Board, SilenceCountsOnlyAsFarAsAnythingIsReported) {
  // All three kinds have been seen, long ago; and lately there were talks enough to be usual.
  Event drill = troops();
  drill.mode = {"weapons"};
  report("2021-06-01", {troops(), drill, event("CONSULT", "NOR", "SUD")});
  const double unheard = scenario(board("2022-01-28"), "war").p;
  for (int day = 12; day <= 28; day += 4)
    report(to_iso(*make_day(2022, 1, day)), {event("CONSULT", "NOR", "SUD")});
  const double little = scenario(board("2022-01-28"), "war").p;
  chatter("2022-01-28");
  const double full = scenario(board("2022-01-28"), "war").p;
  EXPECT_NEAR(unheard, 0.05, 1e-9);
  EXPECT_GT(unheard, little);
  EXPECT_GT(little, full);
}

TEST_F(Board, TheSilenceOfWhatWasNeverSeenCountsForNothing) {
  chatter("2022-01-28");
  for (int day = 12; day <= 28; day += 4)
    report(to_iso(*make_day(2022, 1, day)), {event("CONSULT", "NOR", "SUD")});
  const auto speaks = [](const ScenarioReading& s, const std::string& id) {
    return std::count(s.speaking_against.begin(), s.speaking_against.end(), id) > 0;
  };
  EXPECT_FALSE(speaks(scenario(board("2022-01-28"), "war"), "build-up"));
  report("2021-06-01", {troops()});
  EXPECT_TRUE(speaks(scenario(board("2022-01-28"), "war"), "build-up"));
}

TEST_F(Board, HappeningsAreCountedNotReports) {
  for (const char* outlet : {"Gazette", "Herald", "Wire"}) report("2022-01-26", {troops()}, outlet);
  const Assessment b = board("2022-01-26");
  EXPECT_NEAR(indicator(b, "build-up").observed, 1, 1e-9);
  ASSERT_EQ(indicator(b, "build-up").stories.size(), 1u);
  EXPECT_EQ(b.reports, 3u);
  EXPECT_EQ(b.happenings, 1u);
}

TEST_F(Board, EvidenceFadesByItsHalfLife) {
  report("2022-01-14", {troops()});
  EXPECT_NEAR(indicator(board("2022-01-14"), "build-up").observed, 1, 1e-9);
  EXPECT_NEAR(indicator(board("2022-01-28"), "build-up").observed, 0.5, 1e-9);
  EXPECT_NEAR(indicator(board("2022-02-11"), "build-up").observed, 0.25, 1e-9);
  EXPECT_EQ(indicator(board("2022-06-01"), "build-up").observed, 0);
}

TEST_F(Board, WhatDidNotHappenIsNoHappening) {
  for (const Status status :
       {Status::kNegated, Status::kHypothetical, Status::kFuture, Status::kHistorical}) {
    Event e = troops();
    e.status = status;
    report("2022-01-26", {e});
  }
  EXPECT_EQ(indicator(board("2022-01-26"), "build-up").observed, 0);
}

TEST_F(Board, OldBackgroundIsNoNews) {
  Event e = troops();
  e.date = "2014", e.date_precision = "year";
  report("2022-01-26", {e});
  EXPECT_EQ(indicator(board("2022-01-26"), "build-up").observed, 0);
}

TEST_F(Board, StatesHaveTwoThresholds) {
  report("2022-01-27", {troops()});
  EXPECT_EQ(indicator(board("2022-01-28"), "build-up").state, State::kStirring);
  report("2022-01-24", {troops()});
  report("2022-01-20", {troops()});
  EXPECT_EQ(indicator(board("2022-01-28"), "build-up").state, State::kActive);
}

TEST_F(Board, WhatIsUsualIsLearntFromTheArchiveBefore) {
  // A busy archive: drills every week for a year. Then one more is no news.
  for (int week = 0; week < 52; ++week) {
    Event drill = troops();
    drill.mode = {"weapons"};
    report(to_iso(*make_day(2021, 1, 4) + std::chrono::days(7 * week)), {drill});
  }
  const Assessment b = board("2022-01-01");
  EXPECT_EQ(indicator(b, "drills").state, State::kQuiet);
  EXPECT_NEAR(indicator(b, "drills").expected, indicator(b, "drills").observed, 0.7);
  EXPECT_LT(indicator(b, "build-up").expected,
            0.1);  // a year without: less is usual than the 0.28 argued
}

TEST_F(Board, OnlyTheStrongestOfAllAndOfAGroupCountsInFull) {
  Event drill = troops();
  drill.mode = {"weapons"};
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"})
    report(day, {troops()}), report(day, {drill});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(indicator(b, "drills").state, State::kActive);
  std::map<std::string, double> weights;
  for (const Weight& w : scenario(b, "war").weights) weights[w.indicator] = w.log_odds;
  EXPECT_NEAR(weights["build-up"], std::log(6), 1e-9);
  EXPECT_NEAR(weights["drills"], 0.3 * 0.7 * std::log(3), 1e-9);
}

TEST_F(Board, PCanBeReckonedFromBaseRateAndWeights) {
  std::string alone = kWatch;
  for (std::size_t at; (at = alone.find("exclusive = \"outcome\"\n")) != std::string::npos;)
    alone.erase(at, 22);
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"}) report(day, {troops()});
  const Assessment b = board("2022-01-28", alone);
  double odds = std::log(0.05 / 0.95);
  for (const Weight& w : scenario(b, "war").weights) odds += w.log_odds;
  EXPECT_NEAR(scenario(b, "war").p, 1 / (1 + std::exp(-odds)), 1e-9);
}

TEST_F(Board, ExclusiveScenariosNeverSumToMoreThanOne) {
  for (int day = 1; day < 28; ++day) {
    const std::string date = to_iso(*make_day(2022, 1, day));
    report(date, {troops(), event("CONSULT", "NOR", "SUD")});
    const Assessment b = board(date);
    EXPECT_LE(scenario(b, "war").p + scenario(b, "settlement").p, 1);
    for (const ScenarioReading& s : b.scenarios) {
      EXPECT_LE(s.low, s.p);
      EXPECT_LE(s.p, s.high);
      EXPECT_GT(s.low, 0);
      EXPECT_LT(s.high, 1);
    }
  }
}

double width(const ScenarioReading& s) {
  return std::log(s.high / (1 - s.high)) - std::log(s.low / (1 - s.low));
}

TEST_F(Board, TheIntervalWidensWithThinEvidence) {
  chatter("2022-01-28");
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"})
    report(day, {troops()}, "Gazette");
  const Assessment alone = board("2022-01-28");
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"})
    report(day, {troops()}, "Wire");
  const Assessment several = board("2022-01-28");
  EXPECT_NEAR(scenario(alone, "war").p, scenario(several, "war").p, 1e-9);
  EXPECT_GT(width(scenario(alone, "war")), width(scenario(several, "war")));
  const auto says = [](const Assessment& b, const std::string& words) {
    return std::any_of(b.cannot_tell.begin(), b.cannot_tell.end(),
                       [&](const std::string& s) { return s.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(says(alone, "war was taken from one outlet, Gazette"));
  EXPECT_FALSE(says(several, "one outlet"));
}

TEST_F(Board, PlansAreFiredNearOrNot) {
  EXPECT_EQ(board("2022-01-28").plans[0].state, "not");
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"}) report(day, {troops()});
  const Assessment b = board("2022-01-28");
  EXPECT_EQ(b.plans[0].state, "fired") << b.plans[0].reason;
  EXPECT_NE(b.plans[0].reason.find("it is active"), std::string::npos);
  std::string higher = kWatch;
  higher.replace(higher.find("p(war) >= 0.2"), 13,
                 "p(war) >= " + std::to_string(scenario(b, "war").p + 0.05));
  EXPECT_EQ(board("2022-01-28", higher).plans[0].state, "near");
}

TEST_F(Board, AConditionThatIsNoneIsAnError) {
  Watch watch = watch_of();
  watch.plans[0].condition = "p(nothing) > 1";
  EXPECT_FALSE(Assessor(watch).assess(*archive_, *make_day(2022, 1, 28)).ok());
}

TEST_F(Board, FreshIsWhatWasNotKnownTheDayBefore) {
  const auto first = report("2022-01-27", {troops()});
  const auto again = report("2022-01-28", {troops()}, "Wire");
  const auto fresh = report("2022-01-28", {event("CONSULT", "NOR", "SUD")});
  EXPECT_EQ(board("2022-01-27").fresh, first);
  EXPECT_EQ(board("2022-01-28").fresh, fresh);
  EXPECT_TRUE(board("2022-01-29").fresh.empty());
}

TEST_F(Board, EveryNumberLeadsToEvents) {
  report("2022-01-26", {troops(), event("CONSULT", "NOR", "SUD")});
  const Assessment b = board("2022-01-28");
  for (const IndicatorReading& i : b.indicators)
    for (const std::string& id : i.stories) {
      const auto story = std::find_if(b.stories.begin(), b.stories.end(),
                                      [&](const Story& s) { return s.id == id; });
      ASSERT_NE(story, b.stories.end());
      for (const std::string& event : story->events) EXPECT_EQ(archive_->event(event)->size(), 1u);
    }
}

std::string record(const Assessment& board) { return line_of(record_of(board)); }

// Later reports, and later changes of earlier ones, never change an earlier board.
TEST_F(Board, WhatIsReportedLaterChangesNoEarlierBoard) {
  std::mt19937 random(11);
  const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto random_events = [&](const std::string& name, const std::string& document, Day day) {
    std::vector<Event> events;
    const char* codes[] = {"NOR", "SUD", "LEAGUE"};
    const char* types[] = {"MOBILIZE", "CONSULT", "REQUEST", "REJECT", "AGREE", "THREATEN"};
    for (int i = upto(4); i > 0; --i) {
      Event e = event(types[upto(6)], codes[upto(3)], codes[upto(3)]);
      e.id = hex_hash(document + name + std::to_string(i));
      e.document = document;
      e.mode = {upto(2) ? "troops" : "weapons"};
      e.status = upto(3) ? Status::kActual : static_cast<Status>(upto(5));
      e.date = to_iso(day + std::chrono::days(upto(7) - 5));
      e.date_precision = "day";
      events.push_back(e);
    }
    return events;
  };
  std::vector<Document> documents;
  std::map<std::string, std::string> boards;
  for (int n = 0; n < 60; ++n) {
    const Day day = *make_day(2022, 1, 1) + std::chrono::days(n);
    for (int i = 0; i < 3; ++i) {
      Document d;
      d.id = hex_hash("document " + std::to_string(n) + " " + std::to_string(i));
      d.outlet = upto(2) ? "Gazette" : "Wire";
      d.published = Timestamp{day, 0, false};
      ASSERT_TRUE(
          archive_->put(d, random_events("a", d.id, day), Keep::kFull, to_iso(day) + "T20:00:00Z")
              .ok());
      documents.push_back(d);
    }
    if (!documents.empty() && upto(2)) {  // an older report is changed today
      Document d = documents[static_cast<std::size_t>(upto(static_cast<int>(documents.size())))];
      d.text = "Changed on " + to_iso(day);
      d.modified = Timestamp{day, 0, false};
      ASSERT_TRUE(archive_
                      ->put(d, random_events("b" + to_iso(day), d.id, day), Keep::kFull,
                            to_iso(day) + "T21:00:00Z")
                      .ok());
    }
    boards[to_iso(day)] = record(board(to_iso(day)));
  }
  int full = 0;
  for (const auto& [day, then] : boards) {
    ASSERT_EQ(record(board(day)), then) << day;
    full += then.find("\"exchanges\":[{") != std::string::npos;
  }
  EXPECT_GT(full, 30);
}

}  // namespace
}  // namespace brink
