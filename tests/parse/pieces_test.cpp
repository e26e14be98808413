// SPDX-License-Identifier: Apache-2.0
#include "parse/pieces.h"

#include <gtest/gtest.h>

namespace brink::parse {
namespace {

std::vector<Token> words(std::size_t n) {
  std::vector<Token> out(n);
  for (Token& t : out) t.form = "word";
  return out;
}

TEST(Pieces, AShortSentenceIsOne) {
  EXPECT_EQ(cut_into_pieces(words(10), 10), std::vector<std::size_t>{0});
  EXPECT_EQ(cut_into_pieces({}, 10), std::vector<std::size_t>{0});
}

TEST(Pieces, ALongOneIsCutBehindAMark) {
  auto tokens = words(25);
  tokens[7].form = ",";
  EXPECT_EQ(cut_into_pieces(tokens, 10), (std::vector<std::size_t>{0, 8, 18}));
}

TEST(Pieces, WithoutMarksItIsCutWhereItMust) {
  EXPECT_EQ(cut_into_pieces(words(25), 10), (std::vector<std::size_t>{0, 10, 20}));
}

TEST(Pieces, TheirTreesBecomeOne) {
  auto tokens = words(5);
  tokens[0].head = 1, tokens[3].head = 4, tokens[2].head = 1;
  join_trees(tokens);
  EXPECT_EQ(tokens[1].head, -1);
  EXPECT_EQ(tokens[4].head, 1);
  EXPECT_EQ(tokens[4].deprel, "parataxis");
}

}  // namespace
}  // namespace brink::parse
