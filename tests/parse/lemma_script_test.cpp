// SPDX-License-Identifier: Apache-2.0
#include "parse/lemma_script.h"

#include <gtest/gtest.h>

namespace brink::parse {
namespace {

TEST(LemmaScript, MakesTheLemmaAgain) {
  const char* pairs[][2] = {{"Carries", "carry"}, {"went", "go"}, {"Moscow", "Moscow"}, {"SANCTIONS", "sanction"},
                            {"élysée", "élysée"}, {"'s", "be"}, {"U.S.", "U.S."}, {"x", ""}, {"MINISTERS", "Ministers"}};
  for (const auto& [form, lemma] : pairs) {
    const std::string script = lemma_script(form, lemma);
    EXPECT_EQ(apply_lemma_script(form, script), *lemma ? lemma : form) << script;
  }
}

TEST(LemmaScript, IsTheSameForWordsOfOneKind) {
  EXPECT_EQ(lemma_script("Carries", "carry"), lemma_script("tries", "try"));
}

TEST(LemmaScript, ThatDoesNotFitLeavesTheForm) {
  EXPECT_EQ(apply_lemma_script("ab", "l9y"), "ab");
  EXPECT_EQ(apply_lemma_script("ab", ""), "ab");
  EXPECT_EQ(apply_lemma_script("ab", "lx"), "ab");
  EXPECT_NE(apply_lemma_script("\xFF\xFE", "l1"), "");
}

}  // namespace
}  // namespace brink::parse
