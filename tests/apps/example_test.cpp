// SPDX-License-Identifier: Apache-2.0
// The bundled crisis through the whole program: what its board says on the days that matter.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>

#include "run_brink.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string said_by(const std::string& arguments) { return run_brink(arguments).said; }

class Example : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    fs::remove_all(folder());
    fs::create_directories(folder());
    const std::string example = std::string(BRINK_SOURCE_DIR) + "/examples/ukraine-2022/";
    said_by("ingest '" + example + "dispatches.jsonl' '" + example + "pages' '" + example + "feed.xml' '" + example +
            "letter.eml' --archive '" + archive() + "'");
  }
  static void TearDownTestSuite() { fs::remove_all(folder()); }

  static fs::path folder() { return fs::path(testing::TempDir()) / ("brink-example-test-" + std::to_string(getpid())); }
  static std::string archive() { return (folder() / "a.db").string(); }
  static std::string watch() { return std::string(BRINK_SOURCE_DIR) + "/examples/ukraine-2022/watch.toml"; }

  static const Json& board(const std::string& day) {
    static std::map<std::string, Json> boards;
    if (!boards.contains(day))
      boards[day] = Json::parse(said_by("board '" + watch() + "' --archive '" + archive() + "' --json --at " + day));
    return boards[day];
  }

  static double p(const std::string& day, const std::string& scenario = "full-invasion") {
    for (const Json& s : board(day)["scenarios"])
      if (s["id"] == scenario) return s["p"];
    return -1;
  }

  static std::string state(const std::string& day, const std::string& plan) {
    for (const Json& p : board(day)["plans"])
      if (p["id"] == plan) return p["state"];
    return "";
  }
};

TEST_F(Example, UntilTheMiddleOfNovemberAnInvasionIsUnlikely) {
  for (const char* day : {"2021-10-15", "2021-10-31", "2021-11-07", "2021-11-14"}) EXPECT_LT(p(day), 0.15) << day;
}

TEST_F(Example, ItRisesThroughJanuary) {
  EXPECT_LT(p("2021-12-31"), p("2022-01-20"));
  EXPECT_LT(p("2022-01-20"), p("2022-01-31"));
  EXPECT_GT(p("2022-01-31"), 2 * p("2021-12-31"));
}

TEST_F(Example, ThePlanFiresAWeekBeforeAtTheLatest) {
  bool fired = false;
  for (const char* day : {"2022-01-31", "2022-02-05", "2022-02-10", "2022-02-17"})
    fired = fired || state(day, "bring-people-out") == "fired";
  EXPECT_TRUE(fired);
  EXPECT_EQ(state("2022-02-23", "bring-people-out"), "fired");
  EXPECT_EQ(state("2021-11-14", "bring-people-out"), "not");
}

TEST_F(Example, TheDialogueTrackIsVisible) {
  double dialogue = 0;
  for (const Json& track : board("2022-01-31")["tracks"])
    for (const Json& value : track["dialogue"]) dialogue += value.get<double>();
  EXPECT_GT(dialogue, 0);
}

TEST_F(Example, EveryFigureOpensToSentences) {
  const Json& b = board("2022-02-17");
  std::map<std::string, Json> stories;
  for (const Json& story : b["stories"]) stories[story["id"]] = story;
  int opened = 0;
  const auto open = [&](const std::string& event) {
    const std::string page = said_by("explain " + event + " --archive '" + archive() + "'");
    EXPECT_NE(page.find("  sentence  "), std::string::npos) << event;
    ++opened;
  };
  for (const Json& indicator : b["indicators"])
    for (const Json& id : indicator["stories"]) {
      ASSERT_TRUE(stories.contains(id.get<std::string>()));
      if (opened < 20) open(stories[id.get<std::string>()]["events"][0]);
    }
  EXPECT_GE(opened, 20);
  for (const Json& track : b["tracks"])
    for (const Json& id : track["stories"]) EXPECT_TRUE(stories.contains(id.get<std::string>()));
  for (const char* what : {"full-invasion", "build-up"}) {
    const std::string page = said_by(std::string("explain ") + what + " --watch '" + watch() + "' --archive '" + archive() + "' --at 2022-02-17");
    EXPECT_NE(page.find("Harbour Wire"), std::string::npos) << what;
  }
}

}  // namespace
}  // namespace brink
