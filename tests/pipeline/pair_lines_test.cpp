// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pair_lines.h"

#include <gtest/gtest.h>

#include "pipeline/pipeline.h"

namespace brink {
namespace {

struct ReadLines {
  std::vector<MarkedPair> pairs;
  std::vector<Error> aside;
};

ReadLines read_lines(const std::string& lines) {
  ReadLines all;
  const auto bytes = open_bytes(lines);
  read_pairs(*bytes, "lines", [&](MarkedPair&& p) { return all.pairs.push_back(std::move(p)), true; },
             [&](Error e) { all.aside.push_back(std::move(e)); });
  return all;
}

TEST(PairLines, FindsTheMentionsInTheText) {
  const ReadLines all = read_lines(R"({"id": 7, "text": "France met France's allies.", "source": "France", "target": "France's allies"})");
  ASSERT_EQ(all.pairs.size(), 1u);
  const MarkedPair& pair = all.pairs[0];
  EXPECT_EQ(pair.id, 7);
  EXPECT_EQ(pair.target.of(pair.text), "France's allies");
  EXPECT_EQ(pair.source, (Span{0, 6}));  // not the one inside the other mention
}

TEST(PairLines, CaseDoesNotMatterWhereItMust) {
  const ReadLines all = read_lines(R"({"id": "a", "text": "The police fired.", "source": "the police", "target": "nobody"})");
  ASSERT_EQ(all.pairs.size(), 1u);
  EXPECT_EQ(all.pairs[0].source, (Span{0, 10}));
  EXPECT_TRUE(all.pairs[0].target.empty());
}

TEST(PairLines, BadLinesAreSetAsideWithTheirNumber) {
  const std::string lines = "\n[1]\nnonsense\n{\"id\": 1, \"text\": \"x\"}\n" + std::string((1 << 20) + 1, 'x') +
                            "\n{\"text\": \"A b\", \"source\": \"A\", \"target\": \"b\"}";
  const ReadLines all = read_lines(lines);
  ASSERT_EQ(all.aside.size(), 4u);
  EXPECT_EQ(all.aside[0].where, "lines line 2");
  EXPECT_EQ(all.aside[3].where, "lines line 5");
  EXPECT_EQ(all.pairs.size(), 1u);
}

// The type that relates the two: by who acts, not by who is named first.
TEST(PairLines, PipelineRelatesThem) {
  const auto pipeline = Pipeline::open({});
  ASSERT_TRUE(pipeline);
  const auto type = [&](const std::string& text, const std::string& source, const std::string& target) {
    const auto at = [&](const std::string& words) {
      const auto begin = static_cast<std::uint32_t>(text.find(words));
      return Span{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    return pipeline->relate(text, at(source), at(target)).type;
  };
  EXPECT_EQ(type("Estonia condemned the shelling of the hospital by rebels.", "Estonia", "the shelling"), "ACCUSE");
  EXPECT_EQ(type("The Lowland Union was attacked by Highland raiders.", "Highland raiders", "The Lowland Union"), "ASSAULT");
  EXPECT_EQ(type("The bank says it will not accept the Guild's offer.", "The bank", "the Guild"), "REJECT");
  EXPECT_EQ(type("The harbour board has freed the crew of the Marigold.", "The harbour board", "the crew"), "CONCEDE");
  EXPECT_EQ(type("Birds sing.", "Birds", "sing"), "");
}

}  // namespace
}  // namespace brink
