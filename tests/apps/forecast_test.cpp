// SPDX-License-Identifier: Apache-2.0
// `brink forecast` as a user runs it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "run_brink.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// With what it remarks on standard error.
Ran run(const std::string& arguments) { return run_brink("forecast " + arguments + " 2>&1"); }

class ForecastVerb : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "stat.txt") << "4\t2\n";
    std::ofstream train(folder_ / "train.txt"), valid(folder_ / "valid.txt");
    for (int day = 0; day < 30; ++day) train << day % 3 << "\t" << day % 2 << "\t3\t" << 24 * day << "\n";
    valid << "0\t0\t3\t720\n1\t1\t3\t744\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  const fs::path folder_ = fs::path(testing::TempDir()) / ("brink-forecast-verb-" + std::to_string(getpid()));
};

TEST_F(ForecastVerb, EvaluatePrintsTheFiguresAsOneObject) {
  const Ran ran = run("evaluate '" + folder_.string() + "' --split valid --mode single --parts");
  ASSERT_EQ(ran.exit_code, 0) << ran.said;
  const Json figures = Json::parse(ran.said);
  EXPECT_EQ(figures["queries"], 4);
  EXPECT_GT(figures["mrr"], 0.5);
  for (const char* name : {"hits1", "hits3", "hits10", "seconds"}) EXPECT_TRUE(figures[name].is_number()) << name;
  EXPECT_EQ(figures["objects"]["queries"], 2);
  EXPECT_EQ(figures["repeated"]["queries"].get<int>() + figures["met"]["queries"].get<int>() + figures["strangers"]["queries"].get<int>(), 4);
}

TEST_F(ForecastVerb, EvaluateSaysWhatIsWrongWithItsFolderAndItsWords) {
  EXPECT_EQ(run("evaluate '" + folder_.string() + "' --split test").exit_code, 1);
  EXPECT_EQ(run("evaluate '" + folder_.string() + "' --mode sideways").exit_code, 2);
  EXPECT_EQ(run("").exit_code, 2);
  std::ofstream(folder_ / "valid.txt", std::ios::app) << "9\t0\t3\t768\n";
  const Ran ran = run("evaluate '" + folder_.string() + "'");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.said.find("valid.txt line 3: found subject \"9\", expected a whole number from 0 to 3"), std::string::npos) << ran.said;
}

TEST_F(ForecastVerb, CountsAndNextWantAnArchive) {
  EXPECT_EQ(run("counts --archive /nowhere/a.db").exit_code, 2);
  EXPECT_EQ(run("next --actor RUS --archive /nowhere/a.db").exit_code, 2);
  EXPECT_EQ(run("next").exit_code, 2);
}

}  // namespace
}  // namespace brink
