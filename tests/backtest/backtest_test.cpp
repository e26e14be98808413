// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "backtest/csv.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

// Two invented states. Soldiers speak up before each coup of Norland, and of Sudland nothing is known.
constexpr const char* kWatch = R"(
id = "coups"
title = "Coups"
[each]
NOR = "Norland"
SUD = "Sudland"
[[scenario]]
id = "coup-{each}"
title = "A coup in {name}"
horizon_days = 14
base_rate = 0.05
why = "argued"
[[indicator]]
id = "soldiers-{each}"
title = "Soldiers"
any = [{type = "ACCUSE", actor = "{each}/MIL"}]
usual_per_week = 0.1
half_life_days = 7
bearing = [{scenario = "coup-{each}", present = 5, absent = 0.8, why = "argued"}]
[[plan]]
id = "leave"
title = "Leave"
condition = "p(coup-nor) >= 0.15"
action = "go"
)";

class Backtests : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("brink-backtest-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("watch.toml", kWatch);
    archive_ = std::move(*open_archive((folder_ / "a.db").string(), Access::kWrite));
    first_ = *make_day(2020, 1, 1);
  }
  void TearDown() override {
    archive_.reset();
    fs::remove_all(folder_);
  }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::ofstream(path) << text;
    return path.string();
  }

  Watch watch() {
    const auto watch = read_watch((folder_ / "watch.toml").string());
    EXPECT_TRUE(watch.ok()) << (watch ? "" : watch.error().sentence());
    return *watch;
  }

  void report(Day day, const std::string& type, const std::string& code, const std::string& sector) {
    Document d;
    d.id = hex_hash("report " + std::to_string(++reports_));
    d.outlet = "Gazette", d.title = "Report";
    d.published = Timestamp{day, 0, false};
    Event e;
    e.id = hex_hash(d.id), e.document = d.id, e.type = type;
    e.actor = {{code, {sector}, code, code, {}}};
    e.date = to_iso(day), e.date_precision = "day";
    e.confidence = 0.9;
    ASSERT_TRUE(archive_->put(d, std::vector<Event>{e}, Keep::kFull, to_iso(day) + "T12:00:00Z").ok());
  }

  // Coups every 120 days, each with three reports in the ten days before. Gives the outcomes' file.
  std::string history(int days) {
    std::string csv = "date,unit\n";
    EXPECT_TRUE(archive_->begin().ok());
    for (int i = 0; i < days; ++i) {
      const Day day = first_ + std::chrono::days(i);
      report(day, "PROTEST", "EST", "CVL");
      const int before = 120 - i % 120;  // days until the next coup
      if (before == 10 || before == 7 || before == 4) report(day, "ACCUSE", "NOR", "MIL");
      if (i % 120 == 0 && i > 0) csv += to_iso(day) + ",Norland\n";
    }
    EXPECT_TRUE(archive_->commit().ok());
    return write("outcomes.csv", csv + to_iso(first_ + std::chrono::days(days + 60)) + ",Atlantis\n");
  }

  Outcomes outcomes(const std::string& path, const std::vector<std::string>& where = {}) {
    const auto read = read_outcomes(path, watch(), where, [](std::string_view name) -> std::string {
      return name == "Norland" ? "NOR" : "";
    });
    EXPECT_TRUE(read.ok()) << (read ? "" : read.error().sentence());
    return read ? *read : Outcomes{};
  }

  BacktestSettings settings(int from, int until, Day known) const {
    BacktestSettings s;
    s.first = first_ + std::chrono::days(from), s.last = first_ + std::chrono::days(until);
    s.every_days = 1;
    s.alarm = 0.15;
    s.outcomes_until = known;
    return s;
  }

  fs::path folder_;
  std::unique_ptr<Archive> archive_;
  Day first_{};
  int reports_ = 0;
};

TEST_F(Backtests, AWatchThatHearsTheSoldiersBeatsTheBaseRate) {
  const Outcomes came = outcomes(history(700));
  ASSERT_EQ(came.all.size(), 5u);
  EXPECT_EQ(came.unknown_units, (std::vector<std::string>{"Atlantis"}));
  const auto result = backtest(watch(), {}, settings(60, 690, came.ends), *archive_, came);
  ASSERT_TRUE(result.ok());
  const Scores& mine = result->forecasters[0].all;
  EXPECT_EQ(result->forecasters[1].name, "base rate");
  EXPECT_LT(mine.brier, result->forecasters[1].all.brier);
  EXPECT_GT(mine.average_precision, 2 * result->forecasters[1].all.average_precision);
  EXPECT_GT(mine.auroc, 0.8);
  EXPECT_EQ(result->outcomes, 5u);
  for (const Warning& w : result->warnings) {
    EXPECT_GE(w.lead_days, 4);
    EXPECT_LE(w.lead_days, 14);
    EXPECT_GT(w.p_before, 0.15);
  }
  for (const Alarm& a : result->alarms) {
    EXPECT_EQ(a.scenario, "coup-nor");
    EXPECT_TRUE(a.came) << to_iso(a.from);
    EXPECT_EQ(a.active, (std::vector<std::string>{"soldiers-nor"}));
  }
  ASSERT_FALSE(result->plans.empty());
  EXPECT_EQ(result->plans[0].plan, "leave");
}

TEST_F(Backtests, TheReplaySaysWhatTheBoardOfEachDaySaid) {
  history(200);
  const auto steps = replay(watch(), {}, *archive_, first_ + std::chrono::days(100), first_ + std::chrono::days(130), 5);
  ASSERT_TRUE(steps.ok());
  ASSERT_EQ(steps->steps.size(), 7u);
  const Assessor assessor(watch());
  for (const ReplayStep& step : steps->steps) {
    const auto board = assessor.assess(*archive_, step.day);
    ASSERT_TRUE(board.ok());
    for (std::size_t i = 0; i < step.p.size(); ++i)
      EXPECT_NEAR(step.p[i], board->scenarios[i].p, 1e-9) << to_iso(step.day);
    EXPECT_EQ(step.fired[0], board->plans[0].state == "fired");
  }
}

TEST_F(Backtests, WhatWasTakenBackLaterIsStillKnownThen) {
  history(60);
  Document d;
  d.id = hex_hash("taken back"), d.outlet = "Wire", d.title = "Claim";
  d.published = Timestamp{first_ + std::chrono::days(50), 0, false};
  Event e;
  e.type = "ACCUSE", e.actor = {{"SUD", {"MIL"}, "SUD", "SUD", {}}};
  e.date = to_iso(first_ + std::chrono::days(50)), e.date_precision = "day", e.confidence = 0.9;
  e.id = hex_hash("claim"), e.document = d.id;
  ASSERT_TRUE(archive_->put(d, std::vector<Event>{e}, Keep::kFull, e.date + "T12:00:00Z").ok());
  d.text = "Corrected.";
  d.modified = Timestamp{first_ + std::chrono::days(54), 0, false};
  ASSERT_TRUE(archive_->put(d, {}, Keep::kFull, to_iso(first_ + std::chrono::days(54)) + "T12:00:00Z").ok());
  const auto steps = replay(watch(), {}, *archive_, first_ + std::chrono::days(48), first_ + std::chrono::days(58), 1);
  ASSERT_TRUE(steps.ok());
  std::vector<State> states;
  for (const ReplayStep& step : steps->steps) states.push_back(step.states[1]);
  EXPECT_EQ(states[1], State::kQuiet);   // the day before
  EXPECT_NE(states[3], State::kQuiet);   // told
  EXPECT_EQ(states[6], State::kQuiet);   // taken back
}

TEST_F(Backtests, LearningKnowsNothingOfWhatCameAfterTheSplit) {
  const std::string path = history(700);
  const Outcomes all = outcomes(path);
  Outcomes early = all;
  const Day split = first_ + std::chrono::days(400);
  std::erase_if(early.all, [&](const CameTrue& o) { return o.day > split; });
  BacktestSettings s = settings(60, 400, all.ends);
  const auto a = learn(watch(), {}, s, *archive_, all), b = learn(watch(), {}, s, *archive_, early);
  ASSERT_TRUE(a.ok() && b.ok());
  for (std::size_t i = 0; i < a->scenarios.size(); ++i)
    EXPECT_DOUBLE_EQ(a->scenarios[i].base_rate, b->scenarios[i].base_rate);
  for (std::size_t i = 0; i < a->indicators.size(); ++i)
    EXPECT_DOUBLE_EQ(a->indicators[i].bearing[0].present, b->indicators[i].bearing[0].present);
  EXPECT_GT(a->indicators[0].bearing[0].present, 5) << "the soldiers never spoke in vain";
  EXPECT_GT(a->scenarios[0].base_rate, a->scenarios[1].base_rate);
}

TEST_F(Backtests, WhatWasLearntIsReadBackByTheWatch) {
  const Outcomes came = outcomes(history(500));
  const auto learnt = learn(watch(), {}, settings(60, 490, came.ends), *archive_, came);
  ASSERT_TRUE(learnt.ok());
  write("learnt.toml", learnt_text(*learnt, "a test"));
  std::string text = kWatch;
  text.insert(text.find("[each]"), "learnt = \"learnt.toml\"\n");
  write("watch.toml", text);
  const Watch read = watch();
  for (std::size_t i = 0; i < read.scenarios.size(); ++i)
    EXPECT_NEAR(read.scenarios[i].base_rate, learnt->scenarios[i].base_rate, 1e-5);
  EXPECT_NEAR(read.indicators[0].bearing[0].present, learnt->indicators[0].bearing[0].present, 0.01);
  EXPECT_NEAR(read.indicators[1].usual_per_week, learnt->indicators[1].usual_per_week, 1e-3);
  write("learnt.toml", "[[ratio]]\nindicator = \"nobody\"\nscenario = \"coup\"\npresent = 2\nabsent = 1\n");
  const auto wrong = read_watch((folder_ / "watch.toml").string());
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(wrong.error().where.find("learnt.toml:2"), std::string::npos) << wrong.error().sentence();
}

TEST_F(Backtests, OutcomesAreReadFromOtherPeoplesColumns) {
  const std::string path = write("cline.csv",
      "\xEF\xBB\xBF\"id\",country,year,month,day,kind\r\n\"1\",\"Norland\",2020,3,1,coup\r\n"
      "\"2, again\",Norland,2020,5,2,conspiracy\r\n3,Atlantis,2020,6,2,coup\r\n");
  const Outcomes read = outcomes(path, {"kind=coup,attempted"});
  ASSERT_EQ(read.all.size(), 1u);
  EXPECT_EQ(read.all[0].day, *make_day(2020, 3, 1));
  EXPECT_EQ(read.left_out, 1u);
  EXPECT_EQ(read.ends, *make_day(2020, 6, 2));
}

TEST_F(Backtests, MistakesInOutcomesAreNamedWithTheirPlace) {
  const auto error = [&](const std::string& csv, const std::vector<std::string>& where = {}) {
    const auto read = read_outcomes(write("o.csv", csv), watch(), where, [](std::string_view) { return std::string(); });
    return read ? std::string("none") : read.error().sentence();
  };
  EXPECT_NE(error("a,b\n1,2\n").find("no column scenario, unit or country"), std::string::npos);
  EXPECT_NE(error("unit,b\n1,2\n").find("no column date"), std::string::npos);
  EXPECT_NE(error("unit,date\nNOR,2020-13-01\n").find("record 2"), std::string::npos);
  EXPECT_NE(error("unit,date\nNOR,2020-12-01\n", {"kind=1"}).find("--where"), std::string::npos);
  EXPECT_EQ(error("unit,date\nNOR,2020-12-01"), "none");
}

TEST(Csv, QuotedCellsHoldCommasQuotesAndLineEnds) {
  std::string_view text = "a,\"b, \"\"c\"\"\nd\",\r\ne\n\"unclosed, to the end";
  EXPECT_EQ(take_csv_record(text), (std::vector<std::string>{"a", "b, \"c\"\nd", ""}));
  EXPECT_EQ(take_csv_record(text), (std::vector<std::string>{"e"}));
  EXPECT_EQ(take_csv_record(text), (std::vector<std::string>{"unclosed, to the end"}));
  EXPECT_TRUE(take_csv_record(text).empty());
}

}  // namespace
}  // namespace brink
