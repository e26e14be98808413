// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "screen/arcs.h"
#include "screen/screen.h"

namespace brink {
namespace {

using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

Lines arcs(const std::vector<int>& heads, int most = 20) { return arcs_of(heads, most); }

TEST(Arcs, HangEachTokenOnItsHead) {
  // They left the harbour
  EXPECT_EQ(arcs({1, -1, 3, 1}), (Lines{"╭──", "├──", "│╭─", "╰┴─"}));
}

TEST(Arcs, ThatCrossHaveColumnsOfTheirOwn) {
  EXPECT_EQ(arcs({2, 3, 4, 4, -1}), (Lines{" ╭──", " │╭─", "╭┴┼─", "├─┴─", "╰───"}));
}

TEST(Arcs, ATokenAloneHasNone) { EXPECT_EQ(arcs({-1}), Lines{"─"}); }

TEST(Arcs, OfNoTreeAreRefused) {
  EXPECT_TRUE(arcs({1, 0}).empty());
  EXPECT_TRUE(arcs({-1, 7}).empty());
  EXPECT_TRUE(arcs({-1, 0, 1, 2, 3, 4}, 3).empty());
  EXPECT_TRUE(arcs({}).empty());
}

Sentence sentence() {
  Sentence s;
  const struct {
    const char *form, *lemma, *upos, *deprel;
    int head;
  } rows[] = {{"They", "they", "PRON", "nsubj", 1}, {"left", "leave", "VERB", "root", -1}, {".", ".", "PUNCT", "punct", 1}};
  for (const auto& row : rows) {
    Token& t = s.tokens.emplace_back();
    t.form = row.form, t.lemma = row.lemma, t.upos = row.upos, t.deprel = row.deprel, t.head = row.head;
  }
  return s;
}

TEST(TreePage, ShowsATokenALine) {
  const std::string page = tree_page(sentence(), {});
  EXPECT_THAT(page, HasSubstr("╭─ They PRON  nsubj        they\n"));
  EXPECT_THAT(page, HasSubstr("├─ left VERB  root         leave\n"));
  EXPECT_THAT(page, HasSubstr("╰─ .    PUNCT punct        .\n"));
  EXPECT_THAT(page, Not(HasSubstr("\033[")));
  EXPECT_THAT(tree_page(sentence(), {true, 100}), HasSubstr("\033["));
}

TEST(TreePage, ADeepTreeIsShownByNumbers) {
  Sentence s;
  for (int i = 0; i < 5000; ++i) {
    Token& t = s.tokens.emplace_back();
    t.form = "and", t.head = i - 1, t.deprel = i == 0 ? "root" : "conj";
  }
  const std::string page = tree_page(s, {});
  EXPECT_THAT(page, HasSubstr("5000 <- 4999"));
  EXPECT_LT(page.size(), 1'000'000u);
}

TEST(TreePage, SendsNoControlSequences) {
  Sentence s = sentence();
  s.tokens[0].form = "\033[31mThey";
  EXPECT_THAT(tree_page(s, {}), Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace brink
