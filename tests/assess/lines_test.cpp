// SPDX-License-Identifier: Apache-2.0
// Posture, commitments and exchanges.
#include "crisis.h"

namespace brink {
namespace {

class Lines : public CrisisTest {};

Place place(const std::string& name, const std::string& country) {
  Place p;
  p.name = name, p.country = country;
  return p;
}

TEST_F(Lines, PostureTellsWhoHasWhatWhere) {
  Event e = troops();
  e.actor[0].name = "Norland";
  e.quantity = Quantity{"thousands", 2000, 9999};
  e.equipment = {"S-400"};
  e.place = place("Rivertown", "SUD");
  const auto ids = report("2022-01-26", {e});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.posture.size(), 1u);
  EXPECT_EQ(b.posture[0].who, "Norland");
  EXPECT_EQ(b.posture[0].what, "thousands, S-400");
  EXPECT_EQ(b.posture[0].where, "Rivertown");
  EXPECT_EQ(b.posture[0].status, "actual");
  EXPECT_EQ(b.posture[0].event, ids[0]);
}

TEST_F(Lines, PostureKeepsTheLastReportOfEachAndWithdrawals) {
  report("2022-01-20", {troops()});
  const auto last = report("2022-01-26", {troops()});
  Event back = event("RETREAT", "NOR");
  back.mode = {"withdraw"};
  back.trigger.text = "pulled back";
  back.quantity = Quantity{"four", 4, 4};
  back.equipment = {"brigades"};
  Event truce = event("RETREAT", "NOR");
  truce.mode = {"ceasefire"};
  report("2022-01-27", {back, truce});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.posture.size(), 2u);
  EXPECT_EQ(b.posture[0].what, "pulled back four, brigades");
  EXPECT_EQ(b.posture[1].event, last[0]);
}

TEST_F(Lines, OtherCountriesForcesAreNotOnTheBoard) {
  report("2022-01-26", {troops("EST")});
  EXPECT_TRUE(board("2022-01-28").posture.empty());
}

TEST_F(Lines, AThreatStandsWithWhatItHangsOn) {
  Event e = event("THREATEN", "LEAGUE", "NOR");
  e.status = Status::kHypothetical;
  e.condition = "if the river is crossed";
  e.act = {event("SANCTION", "LEAGUE", "NOR")};
  e.act[0].trigger.text = "sanctions";
  report("2022-01-26", {e});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.commitments.size(), 1u);
  EXPECT_EQ(b.commitments[0].by, "LEAGUE");
  EXPECT_EQ(b.commitments[0].kind, "threatened");
  EXPECT_EQ(b.commitments[0].what, "sanctions towards NOR");
  EXPECT_EQ(b.commitments[0].condition, "if the river is crossed");
  EXPECT_EQ(b.commitments[0].state, "open");
  report("2022-02-01", {event("SANCTION", "LEAGUE", "NOR")});
  EXPECT_EQ(board("2022-01-31").commitments[0].state, "open");
  EXPECT_EQ(board("2022-02-01").commitments[0].state, "met");
}

TEST_F(Lines, RuledOutNeedsTheActorsOwnWords) {
  Event denied = troops("LEAGUE");
  denied.status = Status::kNegated;
  report("2022-01-26", {denied});
  EXPECT_TRUE(board("2022-01-28").commitments.empty());
  denied.speaker = actor("LEAGUE");
  denied.place = place("Sudport", "SUD");
  report("2022-01-26", {denied});
  ASSERT_EQ(board("2022-01-28").commitments.size(), 1u);
  EXPECT_EQ(board("2022-01-28").commitments[0].kind, "ruled out");
  Event elsewhere = troops("LEAGUE"), there = troops("LEAGUE");
  elsewhere.place = place("Norport", "NOR"), there.place = place("Sudport", "SUD");
  report("2022-01-28", {elsewhere});
  EXPECT_EQ(board("2022-01-28").commitments[0].state, "open");
  report("2022-01-29", {there});
  EXPECT_EQ(board("2022-01-29").commitments[0].state, "broken");
}

TEST_F(Lines, AnothersForecastIsNoPromise) {
  Event e = troops("NOR");
  e.status = Status::kFuture;
  e.speaker = actor("SUD");
  report("2022-01-26", {e});
  EXPECT_TRUE(board("2022-01-28").commitments.empty());
  e.speaker = actor("NOR");
  report("2022-01-27", {e});
  EXPECT_EQ(board("2022-01-28").commitments.at(0).kind, "pledged");
}

TEST_F(Lines, ADemandAwaitsTheOtherSide) {
  const auto ids = report("2022-01-20", {event("REQUEST", "NOR", "SUD")});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.exchanges.size(), 1u);
  EXPECT_EQ(b.exchanges[0].between, (std::vector<std::string>{"NOR", "SUD"}));
  EXPECT_EQ(b.exchanges[0].steps, ids);
  EXPECT_EQ(b.exchanges[0].awaiting, "SUD");
  EXPECT_EQ(b.exchanges[0].since, "2022-01-20");
}

TEST_F(Lines, RepliesAlternateAndARetoldDemandIsNoStep) {
  const auto demand = report("2022-01-20", {event("REQUEST", "NOR", "SUD")});
  const auto reply = report("2022-01-24", {event("REJECT", "SUD", "NOR")});
  report("2022-01-25", {event("REQUEST", "NOR", "SUD"), event("CONSULT", "SUD", "NOR")});
  const auto answer = report("2022-01-26", {event("ACCUSE", "NOR", "SUD")});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.exchanges.size(), 1u);
  EXPECT_EQ(b.exchanges[0].steps, (std::vector<std::string>{demand[0], reply[0], answer[0]}));
  EXPECT_EQ(b.exchanges[0].awaiting, "SUD");
  EXPECT_EQ(board("2022-01-25").exchanges[0].awaiting, "NOR");
}

TEST_F(Lines, ADemandToldInTheSentenceOfItsReplyComesFirst) {
  Event demand = event("REQUEST", "NOR", "SUD"), reply = event("CONSULT", "SUD", "NOR");
  demand.sentence = reply.sentence = 4;
  reply.date = "2022-01-26";
  const auto ids = report("2022-01-28", {demand, reply});
  const Assessment b = board("2022-01-28");
  ASSERT_EQ(b.exchanges.size(), 1u);
  EXPECT_EQ(b.exchanges[0].steps, ids);
  EXPECT_EQ(b.exchanges[0].awaiting, "NOR");
}

TEST_F(Lines, WordsWithoutADemandAreNoExchange) {
  report("2022-01-20", {event("CONSULT", "NOR", "SUD"), event("ACCUSE", "SUD", "NOR")});
  report("2022-01-20", {event("REQUEST", "NOR", "EST")});
  EXPECT_TRUE(board("2022-01-28").exchanges.empty());
}

}  // namespace
}  // namespace brink
