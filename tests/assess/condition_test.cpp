// SPDX-License-Identifier: Apache-2.0
#include "assess/condition.h"

#include "crisis.h"

namespace brink {
namespace {

Assessment sample_board() {
  Assessment board;
  board.scenarios.resize(2);
  board.scenarios[0].id = "war", board.scenarios[0].p = 0.45, board.scenarios[0].low = 0.2,
  board.scenarios[0].high = 0.7;
  board.scenarios[0].trend = "rising";
  board.scenarios[1].id = "settlement", board.scenarios[1].p = 0.1,
  board.scenarios[1].trend = "steady";
  board.indicators.resize(3);
  board.indicators[0].id = "build-up", board.indicators[0].state = State::kActive,
  board.indicators[0].observed = 3.5;
  board.indicators[1].id = "drills", board.indicators[2].id = "talks";
  return board;
}

bool holds(const std::string& text, double slack = 0) {
  const auto condition = Condition::read(text, watch_of());
  EXPECT_TRUE(condition.ok()) << text << ": " << (condition ? "" : condition.error().sentence());
  return condition && condition->holds(sample_board(), slack);
}

TEST(Condition, ComparesNumbersAndWords) {
  EXPECT_TRUE(holds("p(war) >= 0.45"));
  EXPECT_FALSE(holds("p(war) > 0.45"));
  EXPECT_TRUE(holds("p(war)<=.45"));
  EXPECT_TRUE(holds("low(war) < 0.3 and high(war) > 0.6"));
  EXPECT_TRUE(holds("observed(build-up) >= 3"));
  EXPECT_TRUE(holds("state(build-up) == \"active\""));
  EXPECT_TRUE(holds("state(drills) != \"active\""));
  EXPECT_TRUE(holds("trend(war) == \"rising\""));
}

TEST(Condition, NotBindsClosestThenAndThenOr) {
  const std::string yes = "p(war) > 0", no = "p(war) > 1";
  EXPECT_TRUE(holds(yes + " or " + no + " and " + no));
  EXPECT_FALSE(holds("(" + yes + " or " + no + ") and " + no));
  EXPECT_FALSE(holds("not " + yes + " or " + no));
  EXPECT_TRUE(holds("not (" + no + " or " + no + ")"));
  EXPECT_TRUE(holds("not not " + yes));
  EXPECT_TRUE(holds("not " + no + " and " + yes));
}

TEST(Condition, SlackMovesThresholdsTowardsHolding) {
  EXPECT_FALSE(holds("p(war) >= 0.5"));
  EXPECT_TRUE(holds("p(war) >= 0.5", 0.1));
  EXPECT_FALSE(holds("p(war) >= 0.6", 0.1));
  EXPECT_TRUE(holds("not p(war) > 0.4", 0.1));
  EXPECT_FALSE(holds("not p(war) > 0.3", 0.1));
  EXPECT_TRUE(holds("not not p(war) >= 0.5", 0.1));
  EXPECT_FALSE(holds("observed(build-up) > 3.55", 0.1));
}

TEST(Condition, MistakesAreNamedWithTheirPlace) {
  const auto complaint = [](const std::string& text) {
    const auto condition = Condition::read(text, watch_of());
    return condition ? "none" : condition.error().found + " | " + condition.error().expected;
  };
  EXPECT_EQ(complaint("p(wer) > 0.5"),
            "\"wer\", which is no scenario at character 3 of the condition | war");
  EXPECT_EQ(complaint("state(war) == \"active\""),
            "\"war\", which is no indicator at character 7 of the condition | a known indicator");
  EXPECT_EQ(complaint("p(war) == 0.5"),
            "\"== 0.5\" at character 8 of the condition | <, <=, > or >=");
  EXPECT_EQ(complaint("p(war) > much"),
            "\"much\" at character 10 of the condition | a number, not negative");
  EXPECT_EQ(complaint("p(war > 0.5"), "\"> 0.5\" at character 7 of the condition | \")\"");
  EXPECT_EQ(complaint("state(talks) == \"loud\""),
            "\"loud\" at character 18 of the condition | \"quiet\", \"stirring\", \"active\"");
  EXPECT_EQ(complaint("p(war) > 0.5 p(war) > 0.5"),
            "\"p(war) > 0.5\" at character 14 of the condition | and, or, or the end");
  EXPECT_NE(complaint(""), "none");
  EXPECT_NE(complaint("not"), "none");
  EXPECT_NE(complaint("p(war) > 1e999"), "none");
  EXPECT_NE(complaint("p(war) > nan"), "none");
}

TEST(Condition, DeepBracketsAreRefusedNotFollowed) {
  EXPECT_FALSE(Condition::read(std::string(100'000, '(') + "p(war) > 0", watch_of()).ok());
  std::string nots;
  for (int i = 0; i < 100'000; ++i) nots += "not ";
  EXPECT_FALSE(Condition::read(nots + "p(war) > 0", watch_of()).ok());
}

TEST(Condition, TheReasonTellsWhatTheBoardSays) {
  EXPECT_EQ(Condition::read("p(war) >= 0.5 and state(build-up) == \"active\"", watch_of())
                ->reason(sample_board()),
            "p(war) >= 0.5: it is 0.45; state(build-up) == \"active\": it is active");
}

}  // namespace
}  // namespace brink
