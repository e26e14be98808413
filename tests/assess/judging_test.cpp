// SPDX-License-Identifier: Apache-2.0
// Series, states, tipping points, decisions and tracks of a board.
#include <algorithm>
#include <cmath>

#include "crisis.h"

namespace brink {
namespace {

class Judging : public CrisisTest {
 protected:
  void massing() {
    for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"}) report(day, {troops()});
  }
};

TEST_F(Judging, SeriesEndWithTheBoardsDay) {
  chatter("2022-01-28");
  massing();
  const Assessment b = board("2022-01-28");
  const ScenarioReading& war = scenario(b, "war");
  ASSERT_EQ(war.series.p.size(), 42u);
  EXPECT_EQ(war.series.from, "2021-12-18");
  EXPECT_DOUBLE_EQ(war.series.p.back(), war.p);
  EXPECT_DOUBLE_EQ(war.series.low.back(), war.low);
  EXPECT_LT(war.series.p.front(), war.p);
  const IndicatorReading& forces = indicator(b, "build-up");
  ASSERT_EQ(forces.series.observed.size(), 42u);
  EXPECT_DOUBLE_EQ(forces.series.observed.back(), forces.observed);
  EXPECT_EQ(forces.series.state.back(), forces.state);
  EXPECT_EQ(forces.series.observed.front(), 0);
}

// What a board's series says of an earlier day is what the board of that day said, as long as no
// report was changed in between.
TEST_F(Judging, TheSeriesOfADayIsTheBoardOfThatDay) {
  chatter("2022-01-28", 60);
  massing();
  const Assessment later = board("2022-01-28");
  for (const char* day : {"2022-01-19", "2022-01-21", "2022-01-24", "2022-01-27"}) {
    const Assessment then = board(day);
    const auto back = static_cast<std::size_t>(
        (read_iso("2022-01-28")->local_day() - read_iso(day)->local_day()).count());
    EXPECT_NEAR(indicator(later, "build-up").series.observed[41 - back], indicator(then, "build-up").observed, 1e-12) << day;
    EXPECT_NEAR(scenario(later, "war").series.p[41 - back], scenario(then, "war").p, 1e-12) << day;
  }
}

TEST_F(Judging, AStateIsLeftLaterThanItIsEntered) {
  massing();
  ASSERT_EQ(indicator(board("2022-01-26"), "build-up").state, State::kActive);
  State before = State::kActive;
  double left_at = 0;
  for (Day day = read_iso("2022-01-27")->local_day(); before == State::kActive; day += std::chrono::days(1)) {
    const Assessment b = board(to_iso(day));
    before = indicator(b, "build-up").state;
    left_at = std::pow(10, -indicator(b, "build-up").surprise);
    ASSERT_LT(day, read_iso("2022-06-01")->local_day());
  }
  EXPECT_GT(left_at, 0.06);
}

TEST_F(Judging, AnIndicatorSaysSinceWhenAndWhereItGoes) {
  massing();
  const IndicatorReading on_the_day = indicator(board("2022-01-26"), "build-up");
  EXPECT_EQ(on_the_day.trend, "rising");
  EXPECT_EQ(on_the_day.state, State::kActive);
  EXPECT_GE(on_the_day.since, "2022-01-20");
  EXPECT_GT(on_the_day.surprise, -std::log10(0.02));
  EXPECT_EQ(indicator(board("2022-02-15"), "build-up").trend, "falling");
}

TEST_F(Judging, ASmallArchiveIsMeasuredByWhatItSees) {
  // Two years in which the archive saw far less than the watch calls usual: then one is more.
  for (int week = 0; week < 60; ++week) {
    const Day day = *make_day(2020, 11, 1) + std::chrono::days(7 * week);
    report(to_iso(day), {event("PROTEST", "EST")}, "Herald");
  }
  const double sparse = indicator(board("2022-01-28"), "talks").expected;
  EXPECT_LT(sparse, 0.1);
}

TEST_F(Judging, TippingPointsFlipThePlan) {
  chatter("2022-01-28");
  const Assessment quiet = board("2022-01-28");
  const auto of_plan = [](const Assessment& b) {
    const auto it = std::find_if(b.tipping.begin(), b.tipping.end(),
                                 [](const TippingPoint& t) { return t.kind == "plan"; });
    return it == b.tipping.end() ? TippingPoint{} : *it;
  };
  const TippingPoint fires = of_plan(quiet);
  EXPECT_EQ(fires.effect, "fires");
  ASSERT_EQ(fires.changes.size(), 1u);
  EXPECT_EQ(fires.changes[0].indicator, "build-up");
  EXPECT_EQ(fires.changes[0].to, State::kActive);
  massing();
  const Assessment tense = board("2022-01-28");
  ASSERT_EQ(tense.plans[0].state, "fired");
  const TippingPoint stands_down = of_plan(tense);
  EXPECT_EQ(stands_down.effect, "stands down");
  ASSERT_EQ(stands_down.changes.size(), 1u);
  // The prediction is what the board then says.
  EXPECT_NEAR(fires.p_after, scenario(tense, "war").p, 0.03);
}

TEST_F(Judging, ThePlanThatNothingCanCarryOverHasNoTippingPoint) {
  std::string never = kWatch;
  never.replace(never.find("p(war) >= 0.2"), 13, "p(war) >= 0.99");
  const Assessment b = board("2022-01-28", never);
  EXPECT_TRUE(std::none_of(b.tipping.begin(), b.tipping.end(), [](const TippingPoint& t) { return t.kind == "plan"; }));
}

TEST_F(Judging, EachScenarioNamesWhatWouldMoveItMost) {
  const Assessment b = board("2022-01-28");
  const auto it = std::find_if(b.tipping.begin(), b.tipping.end(), [](const TippingPoint& t) {
    return t.kind == "scenario" && t.id == "war" && t.effect == "rises";
  });
  ASSERT_NE(it, b.tipping.end());
  EXPECT_EQ(it->changes[0].indicator, "build-up");
  EXPECT_GT(it->p_after, scenario(b, "war").p);
}

const char* kDecision = R"(
[[decision]]
id = "staff"
title = "People at the river"
wait_days = 7
wait_costs = 0.1
actions = [
  {id = "stay", title = "Stay", loss = {war = 100}},
  {id = "go", title = "Go home", loss = {war = 5}, otherwise = 4},
]
)";

TEST_F(Judging, ADecisionWeighsLossesByTheBoard) {
  const std::string text = std::string(kWatch) + kDecision;
  chatter("2022-01-28");
  const Assessment quiet = board("2022-01-28", text);
  ASSERT_EQ(quiet.decisions.size(), 1u);
  const double p = scenario(quiet, "war").p;
  const DecisionReading& d = quiet.decisions[0];
  EXPECT_EQ(d.best, 100 * p < 5 * p + 4 * (1 - p) ? "stay" : "go");
  for (const ActionReading& action : d.actions)
    EXPECT_NEAR(action.expected_loss, action.id == "stay" ? 100 * p : 5 * p + 4 * (1 - p), 1e-9);
  // Knowing: go only when it comes.
  EXPECT_NEAR(d.value_of_perfect_information, d.actions[0].expected_loss - 5 * p, 1e-9);
  massing();
  EXPECT_EQ(board("2022-01-28", text).decisions[0].best, "go");
}

TEST_F(Judging, EvidenceIsWorthNoMoreThanKnowing) {
  const std::string text = std::string(kWatch) + kDecision;
  for (const bool tense : {false, true}) {
    if (tense) massing();
    const Assessment b = board("2022-01-28", text);
    for (const EvidenceValue& e : b.decisions[0].evidence) {
      EXPECT_GT(e.value, 0);
      EXPECT_LE(e.value, b.decisions[0].value_of_perfect_information + 1e-9);
      EXPECT_GT(e.chance, 0);
      EXPECT_LT(e.chance, 1);
    }
  }
}

TEST_F(Judging, LossesUnderScenariosThatMayBothComeAreRefused) {
  std::string text = std::string(kWatch) + kDecision;
  text.replace(text.find("loss = {war = 5}"), 16, "loss = {settlement = 5}");
  for (std::size_t at; (at = text.find("exclusive = \"outcome\"\n")) != std::string::npos;) text.erase(at, 22);
  const auto watch = read_watch_text(text, "t.toml");
  ASSERT_FALSE(watch.ok());
  EXPECT_NE(watch.error().expected.find("exclusive"), std::string::npos);
}

TEST_F(Judging, TracksSumWhatHurtsAndWhatHelpsByPairAndDay) {
  Event attack = event("ASSAULT", "NOR", "SUD"), talk = event("CONSULT", "NOR");
  attack.score = -9, talk.score = 1;
  talk.actor.push_back(actor("SUD"));
  Event feared = attack;
  feared.status = Status::kHypothetical;
  report("2022-01-26", {attack, feared});
  report("2022-01-26", {attack}, "Wire");
  report("2022-01-27", {talk});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.tracks.size(), 1u);
  const Track& track = b.tracks[0];
  EXPECT_EQ(track.between, (std::vector<std::string>{"NOR", "SUD"}));
  ASSERT_EQ(track.escalation.size(), 60u);
  EXPECT_DOUBLE_EQ(track.escalation[57], 9) << "one happening, told twice";
  EXPECT_DOUBLE_EQ(track.dialogue[58], 1);
  EXPECT_DOUBLE_EQ(track.dialogue[57], 0);
  for (const std::string& id : track.stories)
    EXPECT_TRUE(std::any_of(b.stories.begin(), b.stories.end(), [&](const Story& s) { return s.id == id; }));
}

TEST_F(Judging, TalksBetweenTwoAnswerAQueryForEitherAsRecipient) {
  Event talk = event("CONSULT", "NOR");
  talk.actor.push_back(actor("SUD"));
  report("2022-01-27", {talk});
  std::string text = kWatch;
  text.replace(text.find("either = [\"NOR\", \"SUD\"]"), 23, "actor = \"NOR\", recipient = \"SUD\"");
  EXPECT_EQ(indicator(board("2022-01-28", text), "talks").stories.size(), 1u);
}

const char* kUnits = R"(
id = "coups"
title = "Coups"
actors = ["{each}"]
[each]
NOR = "Norland"
SUD = "Sudland"
[[scenario]]
id = "coup-{each}"
title = "A coup in {name}"
horizon_days = 30
base_rate = {NOR = 0.02, otherwise = 0.01}
why = "argued"
[[indicator]]
id = "mutiny-{each}"
title = "Mutiny in {name}"
any = [{type = "ASSAULT", actor = "{each}/MIL"}]
usual_per_week = 0.1
bearing = [{scenario = "coup-{each}", present = 5, absent = 0.9, why = "w"}]
[[plan]]
id = "stay-in-{each}"
title = "Stay in"
condition = "p(coup-nor) >= 0.3"
action = "a"
)";

TEST_F(Judging, AWatchOverManyUnitsAsksTheSameOfEach) {
  const Watch watch = watch_of(kUnits);
  ASSERT_EQ(watch.scenarios.size(), 2u);
  EXPECT_EQ(watch.actors, (std::vector<std::string>{"NOR", "SUD"}));
  EXPECT_EQ(watch.scenarios[0].id, "coup-nor");
  EXPECT_EQ(watch.scenarios[0].family, "coup");
  EXPECT_EQ(watch.scenarios[0].unit, "NOR");
  EXPECT_EQ(watch.scenarios[0].title, "A coup in Norland");
  EXPECT_DOUBLE_EQ(watch.scenarios[0].base_rate, 0.02);
  EXPECT_DOUBLE_EQ(watch.scenarios[1].base_rate, 0.01);
  EXPECT_EQ(watch.indicators[1].any[0].actor[0], "SUD/MIL");
  EXPECT_EQ(watch.indicators[1].bearing[0].scenario, "coup-sud");
  EXPECT_EQ(watch.plans.size(), 2u);
  Event mutiny = event("ASSAULT", "SUD", "SUD");
  mutiny.actor[0].sector = {"MIL"};
  for (const char* day : {"2022-01-20", "2022-01-23", "2022-01-26"}) report(day, {mutiny});
  const Assessment b = board("2022-01-28", kUnits);
  EXPECT_GT(scenario(b, "coup-sud").p, 0.03);
  EXPECT_NEAR(scenario(b, "coup-nor").p, 0.02, 1e-6);
}

TEST_F(Judging, UnitsMustBeNamed) {
  std::string text = kUnits;
  text.replace(text.find("SUD = \"Sudland\""), 15, "SUD = 3");
  const auto watch = read_watch_text(text, "t.toml");
  ASSERT_FALSE(watch.ok());
  EXPECT_EQ(watch.error().where, "t.toml:7");
}

TEST_F(Judging, APledgeIsBrokenByItsOpposite) {
  Event pledge = event("AGREE", "NOR", "SUD");
  pledge.act = {event("RETREAT", "NOR", "SUD")};
  const auto said = report("2022-01-10", {pledge});
  Event advance = event("MOBILIZE", "NOR", "SUD");
  const auto done = report("2022-01-20", {advance});
  const Assessment b = board("2022-01-28");
  const auto line = std::find_if(b.commitments.begin(), b.commitments.end(), [&](const auto& c) { return c.event == said[0]; });
  ASSERT_NE(line, b.commitments.end());
  EXPECT_EQ(line->state, "broken");
  EXPECT_EQ(line->decided_by, done[0]);
  EXPECT_EQ(board("2022-01-19").commitments[0].state, "open");
}

TEST_F(Judging, AThreatIsWithdrawnByAConcession) {
  Event threat = event("THREATEN", "LEAGUE", "NOR");
  threat.act = {event("SANCTION", "LEAGUE", "NOR")};
  report("2022-01-10", {threat});
  const auto conceded = report("2022-01-20", {event("CONCEDE", "LEAGUE", "NOR")});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.commitments.size(), 1u);
  EXPECT_EQ(b.commitments[0].state, "withdrawn");
  EXPECT_EQ(b.commitments[0].decided_by, conceded[0]);
}

TEST_F(Judging, TheLedgerHasAllOfWhichTheBoardShowsTheNewest) {
  const char* kDays[] = {"2022-01-10", "2022-01-11", "2022-01-12"};
  for (int i = 0; i < 45; ++i) {
    Event pledge = event("AGREE", "NOR", "SUD");
    pledge.actor.front().sector = {"GOV"};
    pledge.act = {event("AID", "NOR", "SUD")};
    pledge.act.front().trigger.text = "send lot " + std::to_string(i);
    report(kDays[i % 3], {pledge}, "Gazette " + std::to_string(i));
  }
  const Assessor assessor(watch_of());
  const Day at = read_iso("2022-01-28")->local_day();
  const auto whole = assessor.ledger(*archive_, at, 2000);
  ASSERT_TRUE(whole.ok());
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.commitments.size(), 40u);
  ASSERT_EQ(whole->commitments.size(), 45u);
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(whole->commitments[i].event, b.commitments[i].event) << i;
  EXPECT_EQ(whole->commitments[0].actor, std::vector<std::string>{"NOR/GOV"});
  EXPECT_FALSE(whole->cut_short);
  const auto part = assessor.ledger(*archive_, at, 10);
  ASSERT_TRUE(part.ok());
  EXPECT_EQ(part->commitments.size(), 10u);
  EXPECT_TRUE(part->cut_short);
}

TEST_F(Judging, PostureNamesTheAccountAndWhoDeniesIt) {
  Event moved = troops();
  moved.speaker = actor("LEAGUE");
  report("2022-01-20", {moved}, "Gazette");
  report("2022-01-22", {moved}, "Wire");
  Event denied = troops();
  denied.status = Status::kNegated;
  denied.speaker = actor("NOR");
  const auto denial = report("2022-01-23", {denied});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.posture.size(), 1u);
  EXPECT_EQ(b.posture[0].by_account, "LEAGUE");
  EXPECT_EQ(b.posture[0].moved, "2022-01-20");
  EXPECT_EQ(b.posture[0].contradicted_by, denial);
}

}  // namespace
}  // namespace brink
