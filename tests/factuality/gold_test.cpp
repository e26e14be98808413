// SPDX-License-Identifier: Apache-2.0
#include "factuality/train/gold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace brink::factuality {
namespace {

using testing::HasSubstr;

TEST(Gold, JudgementsOfOneSentenceComeTogether) {
  const auto gold = read_uds(
      "{\"sent_id\":\"a\",\"tokens\":[\"It\",\"rained\"],\"predicate\":2,\"word\":\"rained\",\"value\":1.5,\"confidence\":0.9}\n"
      "{\"sent_id\":\"b\",\"tokens\":[\"Go\"],\"predicate\":1,\"word\":\"Go\",\"value\":-1,\"confidence\":1}\n\n"
      "{\"sent_id\":\"a\",\"tokens\":[\"It\",\"rained\"],\"predicate\":1,\"word\":\"It\",\"value\":0.1,\"confidence\":1}\n",
      "x");
  ASSERT_TRUE(gold);
  ASSERT_EQ(gold->size(), 2u);
  EXPECT_EQ((*gold)[0].sentence.tokens[1].form, "rained");
  ASSERT_EQ((*gold)[0].judgements.size(), 2u);
  EXPECT_EQ((*gold)[0].judgements[0].token, 1);
  EXPECT_DOUBLE_EQ((*gold)[0].judgements[0].confidence, 0.9);
}

TEST(Gold, ColumnsAreCutAtEmptyLines) {
  const auto gold = read_columns("0\tIt\t_\tPRP\n1\trained\t3.0\tVBD\n\n0\tGo\t-0.75\tVB\n", "news");
  ASSERT_TRUE(gold);
  ASSERT_EQ(gold->size(), 2u);
  EXPECT_EQ((*gold)[1].id, "news-2");
  EXPECT_EQ((*gold)[0].judgements.size(), 1u);
  EXPECT_DOUBLE_EQ((*gold)[1].judgements[0].value, -0.75);
}

TEST(Gold, SaysWhichLineIsWrong) {
  const auto complaint = [](const auto& result) { return result ? std::string() : result.error().sentence(); };
  EXPECT_THAT(complaint(read_uds("{\"sent_id\":1}\n", "x")), HasSubstr("x line 1"));
  EXPECT_THAT(complaint(read_uds("{}\n{{{\n", "x")), HasSubstr("line 1"));
  EXPECT_THAT(complaint(read_uds(R"({"sent_id":"a","tokens":["Go"],"predicate":2,"value":1,"confidence":1})", "x")),
              HasSubstr("predicate 2, expected 1 to 1"));
  EXPECT_THAT(complaint(read_columns("0\tIt\t_\n1\trained\tyes\n", "x")), HasSubstr("line 2: found value \"yes\""));
  EXPECT_THAT(complaint(read_columns("0\tIt\n", "x")), HasSubstr("2 columns"));
  EXPECT_THAT(complaint(read_columns("0\tIt\tnan\n", "x")), HasSubstr("value"));
}

TEST(Agreement, CountsSignsOfDecidedJudgements) {
  Agreement agreement;
  agreement.add(2, {0, 3, 1});
  agreement.add(-1, {0, 1, 1});
  agreement.add(-1, {0, -3, 1});
  agreement.add(0, {0, -3, 1});    // no answer is no sign
  agreement.add(3, {0, 0.4, 1});   // undecided
  agreement.add(3, {0, 3, 0.3});   // not sure
  EXPECT_EQ(agreement.count(), 4u);
  EXPECT_DOUBLE_EQ(agreement.accuracy(), 0.5);
  EXPECT_DOUBLE_EQ(agreement.recall_did_not(), 0.5);
  EXPECT_DOUBLE_EQ(agreement.recall_took_place(), 0.5);
  EXPECT_GT(agreement.pearson(), 0.5);
  EXPECT_EQ(Agreement().accuracy(), 0);
}

}  // namespace
}  // namespace brink::factuality
