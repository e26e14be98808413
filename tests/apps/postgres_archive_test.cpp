// SPDX-License-Identifier: Apache-2.0
// The verbs over an archive in PostgreSQL say what they say over one in a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <regex>

#include "../store/postgres_server.h"
#include "run_brink.h"

namespace brink {
namespace {

class ArchiveOnAServer : public testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::absent().empty()) GTEST_SKIP() << PostgresServer::absent();
    ASSERT_EQ(server_.fault(), "");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // When a report was taken in differs between two runs.
  static Ran over(const std::string& archive, const std::string& words) {
    Ran ran = run_brink(words + " --archive '" + archive + "'");
    ran.said = std::regex_replace(ran.said, std::regex("\"first_seen\": ?\"[^\"]*\""), "");
    return ran;
  }

  PostgresServer server_;
  std::string folder_ = testing::TempDir() + "brink-apps-postgres-" + std::to_string(::getpid());
};

TEST_F(ArchiveOnAServer, GivesTheBoardAndTheListsOfAFile) {
  std::filesystem::create_directories(folder_);
  const std::string example = BRINK_SOURCE_DIR "/examples/ukraine-2022", file = folder_ + "/a.db", server = server_.address();
  const std::string ingest = "ingest " + example + "/dispatches.jsonl " + example + "/pages";
  EXPECT_EQ(over(server, ingest).said, over(file, ingest).said);
  EXPECT_THAT(over(server, ingest).said, testing::HasSubstr("0 new, 0 revised"));
  for (const std::string& question :
       {"board " + example + "/watch.toml --at 2022-02-20 --json", std::string("events --limit 50"), std::string("events --actor RUS --type MOBILIZE"),
        std::string("events --text 'troops border'"), std::string("documents --text 'brigade*'"), std::string("stories --limit 20"),
        std::string("export plover")}) {
    const Ran expected = over(file, question), found = over(server, question);
    EXPECT_EQ(found.exit_code, expected.exit_code) << question;
    EXPECT_EQ(found.said, expected.said) << question;
    EXPECT_GT(expected.said.size(), 100u) << question;
  }
}

TEST_F(ArchiveOnAServer, AServerThatIsAwayIsToldWithoutThePassword) {
  const Ran ran = run_brink("2>&1 ingest --archive 'postgresql://brink:s3cret@/postgres?host=/nowhere' " BRINK_SOURCE_DIR "/examples/ukraine-2022/letter.eml");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.said, testing::HasSubstr("brink:***@"));
  EXPECT_THAT(ran.said, testing::Not(testing::HasSubstr("s3cret")));
}

}  // namespace
}  // namespace brink
