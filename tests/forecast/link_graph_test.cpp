// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_graph.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace brink {
namespace {

namespace fs = std::filesystem;

// A folder of a graph of three entities and two relations, gone when the test is.
class LinkGraphFolder : public ::testing::Test {
 protected:
  LinkGraphFolder() : folder_(fs::temp_directory_path() / ("brink-links-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    write("entity2id.txt", "Alpha\t0\nBeta\t1\nGamma\t2\n");
    write("relation2id.txt", "Praise\t0\nBlame\t1\n");
    write("train.txt", "0\t0\t1\t0\n1\t1\t2\t24\n");
    write("valid.txt", "0\t1\t2\t48\n");
  }
  ~LinkGraphFolder() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  Result<LinkGraph> read(LinkSplit split = LinkSplit::kValid, const LinkBounds& bounds = {}) {
    return read_link_graph(folder_, split, bounds);
  }
  std::string complaint(const std::string& line) {
    write("valid.txt", "0\t1\t2\t48\n" + line);
    const auto graph = read();
    return graph ? "" : graph.error().sentence();
  }

  fs::path folder_;
};

TEST_F(LinkGraphFolder, CountsTimeInTheGreatestStepThatFits) {
  const auto graph = read();
  ASSERT_TRUE(graph) << graph.error().sentence();
  EXPECT_EQ(graph->unit, 24);
  EXPECT_EQ(graph->entities, 3);
  EXPECT_EQ(graph->relations, 2);
  EXPECT_EQ(graph->train, (std::vector<Link>{{0, 0, 1, 0}, {1, 1, 2, 1}}));
  EXPECT_EQ(graph->valid, (std::vector<Link>{{0, 1, 2, 2}}));
}

TEST_F(LinkGraphFolder, PassesOverFurtherColumnsCarriageReturnsEmptyLinesAndRepeats) {
  write("valid.txt", "0\t1\t2\t48\t-1\r\n\r\n0\t1\t2\t48\t0\r\n2\t1\t0\t72\t-1");
  const auto graph = read();
  ASSERT_TRUE(graph) << graph.error().sentence();
  EXPECT_EQ(graph->valid, (std::vector<Link>{{0, 1, 2, 2}, {2, 1, 0, 3}}));
}

TEST_F(LinkGraphFolder, TakesTheNumbersOfStatWhereItLies) {
  write("stat.txt", "9\t4\t0\n");
  EXPECT_EQ(read()->entities, 9);
  EXPECT_EQ(read()->relations, 4);
  write("stat.txt", "9\n");
  EXPECT_NE(read().error().sentence().find("stat.txt line 1"), std::string::npos);
  write("stat.txt", "-9\t4\n");
  EXPECT_FALSE(read());
}

TEST_F(LinkGraphFolder, RefusesWhatIsNoNumberOfTheTables) {
  EXPECT_NE(complaint("-1\t1\t2\t48\n").find("valid.txt line 2: found subject \"-1\", expected a whole number from 0 to 2"), std::string::npos);
  EXPECT_NE(complaint("3\t1\t2\t48\n").find("subject \"3\""), std::string::npos);
  EXPECT_NE(complaint("0\t2\t2\t48\n").find("relation \"2\", expected a whole number from 0 to 1"), std::string::npos);
  EXPECT_NE(complaint("0\t1\t99999999999999999999999\t48\n").find("object"), std::string::npos);
  EXPECT_NE(complaint("0\t1\t2\t-48\n").find("time \"-48\""), std::string::npos);
  EXPECT_NE(complaint("0\t1\t2\t9223372036854775807\n").find("time"), std::string::npos);
  EXPECT_NE(complaint("0\t1\tx\t48\n").find("object \"x\""), std::string::npos);
  EXPECT_NE(complaint(std::string("0\t1\t\0\t48\n", 9)).find("object"), std::string::npos);
}

TEST_F(LinkGraphFolder, SaysWhereALineIsCut) {
  EXPECT_NE(complaint("0\t1\t2").find("valid.txt line 2: found the line ends, expected time"), std::string::npos);
  EXPECT_NE(complaint("0\t1").find("expected object"), std::string::npos);
  EXPECT_NE(complaint("0 1 2 48\n").find("subject"), std::string::npos);
}

TEST_F(LinkGraphFolder, WantsTheNamedSplitAndNoOther) {
  EXPECT_FALSE(read(LinkSplit::kTest));
  fs::remove(folder_ / "train.txt");
  EXPECT_TRUE(read());
  write("valid.txt", "\r\n");
  EXPECT_NE(read().error().sentence().find("no link"), std::string::npos);
}

TEST_F(LinkGraphFolder, KeepsItsBounds) {
  EXPECT_FALSE(read(LinkSplit::kValid, {.links = 1}));
  EXPECT_FALSE(read(LinkSplit::kValid, {.entities = 2}));
  EXPECT_FALSE(read(LinkSplit::kValid, {.relations = 1}));
  EXPECT_FALSE(read(LinkSplit::kValid, {.bytes = 8}));
  write("valid.txt", "0\t1\t2\t4000000001\n");
  EXPECT_NE(read().error().sentence().find("steps"), std::string::npos);
}

}  // namespace
}  // namespace brink
