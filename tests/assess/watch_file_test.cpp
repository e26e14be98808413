// SPDX-License-Identifier: Apache-2.0
#include <fstream>

#include "crisis.h"

namespace brink {
namespace {

// kWatch with one place changed.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = kWatch;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

void expect_refused(const std::string& text, const std::string& where, const std::string& found,
                    const std::string& expected) {
  const auto watch = read_watch_text(text, "w.toml");
  ASSERT_FALSE(watch.ok()) << found;
  EXPECT_EQ(watch.error().where, where) << watch.error().sentence();
  EXPECT_NE(watch.error().found.find(found), std::string::npos) << watch.error().sentence();
  EXPECT_NE(watch.error().expected.find(expected), std::string::npos) << watch.error().sentence();
}

TEST(WatchFile, ReadsEveryField) {
  const Watch w = watch_of();
  EXPECT_EQ(w.id, "river");
  EXPECT_EQ(w.actors.size(), 3u);
  ASSERT_EQ(w.scenarios.size(), 2u);
  EXPECT_EQ(w.scenarios[0].exclusive, "outcome");
  EXPECT_DOUBLE_EQ(w.scenarios[0].base_rate, 0.05);
  ASSERT_EQ(w.indicators.size(), 3u);
  const Indicator& i = w.indicators[0];
  EXPECT_EQ(i.group, "forces");
  EXPECT_DOUBLE_EQ(i.usual_per_week, 0.1);
  ASSERT_EQ(i.any.size(), 1u);
  EXPECT_EQ(i.any[0].type, std::vector<std::string>{"MOBILIZE"});
  EXPECT_EQ(i.any[0].mode, std::vector<std::string>{"troops"});
  ASSERT_EQ(i.bearing.size(), 2u);
  EXPECT_DOUBLE_EQ(i.bearing[0].present, 6);
  EXPECT_DOUBLE_EQ(i.bearing[1].absent, 1);
  EXPECT_EQ(w.plans.size(), 1u);
}

TEST(WatchFile, AQueryAsksForWhatHappenedUnlessItSaysOtherwise) {
  EXPECT_EQ(watch_of().indicators[0].any[0].status, std::vector<Status>{Status::kActual});
  EXPECT_TRUE(watch_of(changed("mode = \"troops\"", "status = \"any\""))
                  .indicators[0]
                  .any[0]
                  .status.empty());
  EXPECT_EQ(watch_of(changed("mode = \"troops\"", "status = [\"future\", \"negated\"]"))
                .indicators[0]
                .any[0]
                .status,
            (std::vector<Status>{Status::kFuture, Status::kNegated}));
}

TEST(WatchFile, AMisspeltKeyIsNamedWithItsLineAndTheNearest) {
  expect_refused(changed("base_rate = 0.05", "base_rat = 0.05"), "w.toml:10", "\"base_rat\"",
                 "\"base_rate\"");
  expect_refused(changed("usual_per_week = 0.1", "usual_per_wek = 0.1"), "w.toml:27",
                 "\"usual_per_wek\"", "usual_per_week");
  expect_refused(changed("mode = \"troops\"", "moed = \"troops\""), "w.toml:25", "\"moed\"",
                 "mode");
  expect_refused(changed("actors =", "zzzzzzzzzzz ="), "w.toml:4", "zzzz",
                 "one of id, title, actors");
}

TEST(WatchFile, AMissingFieldIsNamed) {
  expect_refused(changed("horizon_days = 30", ""), "w.toml:6", "a scenario without horizon_days",
                 "a number");
  expect_refused(changed("why = \"argued\"", ""), "w.toml:6", "without why", "why");
  expect_refused(changed("title = \"Talks\"", ""), "w.toml:42", "without title", "title");
  expect_refused(changed("id = \"river\"", ""), "w.toml:1", "without id", "id");
  expect_refused("", "w.toml:1", "without id", "id");
  expect_refused("id = \"a\"\ntitle = \"b\"", "w.toml:1", "without scenarios", "[[scenario]]");
}

TEST(WatchFile, AnUnknownScenarioIsNamedWithTheNearest) {
  expect_refused(changed("scenario = \"settlement\", present = 0.8",
                         "scenario = \"setlement\", present = 0.8"),
                 "w.toml:31", "setlement", "settlement");
}

TEST(WatchFile, NumbersOutOfTheirRangeAreRefused) {
  expect_refused(changed("base_rate = 0.05", "base_rate = 1.5"), "w.toml:10", "base_rate = 1.5",
                 "from 0 to 1");
  expect_refused(changed("base_rate = 0.05", "base_rate = 0.0"), "w.toml:10", "base_rate = 0",
                 "more than 0");
  expect_refused(changed("base_rate = 0.05", "base_rate = nan"), "w.toml:10", "base_rate",
                 "from 0 to 1");
  expect_refused(changed("base_rate = 0.05", "base_rate = \"5 %\""), "w.toml:10", "no number",
                 "from 0 to 1");
  expect_refused(changed("present = 6", "present = 0"), "w.toml:30", "present = 0", "from 0.01");
  expect_refused(changed("usual_per_week = 0.1", "usual_per_week = -1"), "w.toml:27",
                 "usual_per_week = -1", "from 0.001");
}

TEST(WatchFile, ExclusiveBaseRatesMustNotSumToMoreThanOne) {
  expect_refused(changed("base_rate = 0.10", "base_rate = 0.96"), "w.toml:18", "sum to 1.01",
                 "at most 1");
  EXPECT_TRUE(read_watch_text(changed("base_rate = 0.10", "base_rate = 0.95"), "w.toml").ok());
}

TEST(WatchFile, UnknownTypesAndStatusesAreRefused) {
  expect_refused(changed("\"MOBILIZE\"", "\"MOBILISE\""), "w.toml:25", "MOBILISE", "MOBILIZE");
  expect_refused(changed("mode = \"troops\"", "status = \"done\""), "w.toml:25", "done", "actual");
  expect_refused(
      changed("type = \"MOBILIZE\", actor = [\"NOR\"], mode = \"troops\"", "actor = \"NOR\""),
      "w.toml:25", "any kind", "type");
}

TEST(WatchFile, AnIdTwiceAndAnIdWithBlanksAreRefused) {
  expect_refused(changed("id = \"drills\"", "id = \"build-up\""), "w.toml:35", "second indicator",
                 "once");
  expect_refused(changed("id = \"drills\"", "id = \"The Drills\""), "w.toml:35", "The Drills",
                 "lower-case");
}

TEST(WatchFile, BrokenTomlIsAnErrorWithItsLine) {
  expect_refused("id = \"a\"\ntitle = \n", "w.toml:2", "", "TOML");
  for (const std::string& bad :
       {std::string("[[[[["), std::string("\0\0", 2), std::string("\xff\xfe"),
        std::string(100'000, '['), std::string(100'000, 'a'), std::string("id = 1979-05-27"),
        std::string("scenario = 3"), std::string("scenario = [1, 2]"),
        std::string("indicator = {}")})
    EXPECT_FALSE(read_watch_text(bad, "w.toml").ok());
  for (std::size_t cut = 0; cut < std::string(kWatch).size(); cut += 7)
    (void)read_watch_text(std::string(kWatch).substr(0, cut), "w.toml");
}

TEST(WatchFile, AMissingFileIsAnError) { EXPECT_FALSE(read_watch("/nowhere/watch.toml").ok()); }

TEST(WatchFile, TheWatchesThatComeWithTheProgramAreRead) {
  int read = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(BRINK_SOURCE_DIR) + "/examples")) {
    if (entry.path().extension() != ".toml") continue;
    const auto watch = read_watch(entry.path().string());
    EXPECT_TRUE(watch.ok()) << (watch ? "" : watch.error().sentence());
    ++read;
  }
  EXPECT_GE(read, 1);
}

}  // namespace
}  // namespace brink
