// SPDX-License-Identifier: Apache-2.0
#include "pipeline/annotate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "pipeline/pipeline.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Annotate : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }

  std::vector<Json> records(const std::string& file, const std::string& layers,
                            bool conllu = false) {
    std::vector<Json> all;
    const auto pipeline = Pipeline::open({});
    const auto wanted = layers_named(layers);
    EXPECT_TRUE(pipeline && wanted);
    if (!pipeline || !wanted) return all;
    const auto keep = [&](const Json& record) { return all.push_back(record), true; };
    summary_ = conllu ? pipeline->annotate_conllu({file}, *wanted, keep)
                      : pipeline->annotate({file}, *wanted, keep);
    return all;
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / ("brink-annotate-test-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  RunSummary summary_;
};

TEST_F(Annotate, SpansOfATextLieInTheTextAsItWasGiven) {
  const auto all = records(
      write(
          "in.jsonl",
          R"({"id":"a7","date":"2022-01-29","text":"\n  By A. Writer\n\nIt began on 2022-01-28.\n"})"),
      "times");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["id"], "a7");
  EXPECT_EQ(all[0]["text"], "\n  By A. Writer\n\nIt began on 2022-01-28.\n");
  ASSERT_EQ(all[0]["times"].size(), 1u);
  EXPECT_EQ(
      all[0]["times"][0],
      Json::parse(R"({"span":[29,39],"text":"2022-01-28","type":"DATE","value":"2022-01-28"})"));
}

TEST_F(Annotate, KeepsTheTokensAndNamesOfConllu) {
  const std::string tokens =
      "# newdoc id = one\n# sent_id = "
      "one-1\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n2\tbegan\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
      "# newdoc id = two\n# sent_id = "
      "two-1\n1\ton\t_\t_\t_\t_\t_\t_\t_\t_\n2\t2022-01-28\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  const auto all = records(write("in.conllu", tokens), "times", true);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]["id"], "one");
  EXPECT_EQ(all[0]["times"], Json::array());
  EXPECT_EQ(all[1]["id"], "two");
  EXPECT_EQ(all[1]["text"], "on 2022-01-28.");
  EXPECT_EQ(all[1]["times"][0]["span"], Json::parse("[3,13]"));
}

TEST_F(Annotate, ASentenceGoesByItsGivenNameElseByItsPlace) {
  const Document document;
  const std::vector<Sentence> sentences(2);
  const std::vector<std::string> names = {"s-1", "s-2"};
  EXPECT_EQ((Subject{document, sentences, names}.sentence_name(1)), "s-2");
  EXPECT_EQ((Subject{document, sentences, {}}.sentence_name(1)), 1);
}

TEST_F(Annotate, WhatIsNoConlluIsSetAsideWithItsLine) {
  EXPECT_TRUE(records(write("in.conllu", "1\tIt\tbegan\n"), "times", true).empty());
  ASSERT_EQ(summary_.aside.size(), 1u);
  EXPECT_THAT(summary_.aside[0].error.sentence(), HasSubstr("line 1"));
  EXPECT_FALSE(summary_.usable());
}

TEST_F(Annotate, AMissingFileIsSetAside) {
  EXPECT_TRUE(records((folder_ / "none.conllu").string(), "times", true).empty());
  EXPECT_EQ(summary_.aside_count, 1u);
}

// Grammar that a file gives is not believed: it may be of another kind.
TEST_F(Annotate, PredicatesGoBySentenceNameAndTokenFromOne) {
  const std::string tokens =
      "# sent_id = s-7\n1\tThey\t_\tX\t_\t_\t3\tpobj\t_\t_\n2\tnever\t_\tX\t_\t_\t3\tpobj\t_\t_\n"
      "3\tleft\t_\tX\t_\t_\t0\tpobj\t_\t_\n4\t.\t_\tX\t_\t_\t3\tpobj\t_\t_\n\n";
  const auto all = records(write("in.conllu", tokens), "predicates", true);
  ASSERT_EQ(all.size(), 1u);
  ASSERT_EQ(all[0]["predicates"].size(), 1u);
  const Json& left = all[0]["predicates"][0];
  EXPECT_EQ(left["sentence"], "s-7");
  EXPECT_EQ(left["token"], 3);
  EXPECT_EQ(left["text"], "left");
  EXPECT_EQ(left["lemma"], "leave");
  EXPECT_EQ(left["status"], "negated");
  EXPECT_LT(left["value"], 0);
  EXPECT_GE(left["value"], -3);
}

TEST_F(Annotate, AnUnknownLayerIsRefusedByName) {
  const auto layers = layers_named("times,weather");
  ASSERT_FALSE(layers);
  EXPECT_THAT(layers.error().sentence(), HasSubstr("\"weather\", expected layers out of times"));
  EXPECT_FALSE(layers_named(""));
  EXPECT_FALSE(layers_named("times,"));
}

TEST_F(Annotate, ALayerNamedTwiceComesOnce) {
  const auto layers = layers_named("times, times");
  ASSERT_TRUE(layers);
  EXPECT_EQ(layers->size(), 1u);
}

}  // namespace
}  // namespace brink
