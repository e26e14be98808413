// SPDX-License-Identifier: Apache-2.0
#include "pipeline/dateline_cut.h"

#include <gtest/gtest.h>

#include "sentences/sentences.h"

namespace brink {
namespace {

std::vector<Sentence> sentences_of(const Document& document) {
  auto splitter = Splitter::load(std::string(BRINK_SOURCE_DIR) + "/models/english-splitter.bin");
  EXPECT_TRUE(splitter);
  return splitter->split(document.text);
}

TEST(CutOffDateline, MakesItASentenceOfItsOwn) {
  Document document;
  document.text = "BRUSSELS, Jan 28 (Reuters) - Ministers met on Friday. They will meet again.";
  document.dateline.span = {0, 28};
  auto sentences = sentences_of(document);
  const std::size_t before = sentences.size();
  cut_off_dateline(document, sentences);
  ASSERT_EQ(sentences.size(), before + 1);
  EXPECT_EQ(sentences[1].span.of(document.text), "Ministers met on Friday.");
  EXPECT_EQ(sentences[1].tokens.front().form, "Ministers");
  EXPECT_LE(sentences[0].span.end, 28u);
  EXPECT_EQ(sentences[2].span.of(document.text), "They will meet again.");
}

TEST(CutOffDateline, LeavesTheRestAlone) {
  Document document;
  document.text = "Ministers met on Friday. They will meet again.";
  auto sentences = sentences_of(document);
  const std::size_t before = sentences.size();
  cut_off_dateline(document, sentences);  // none
  EXPECT_EQ(sentences.size(), before);
  document.dateline.span = {0, 9};  // ends inside a token's blank
  cut_off_dateline(document, sentences);
  EXPECT_EQ(sentences.size(), before + 1);
  document.dateline.span = {0, static_cast<std::uint32_t>(document.text.size())};  // all of it
  cut_off_dateline(document, sentences);
  EXPECT_EQ(sentences.size(), before + 1);
}

}  // namespace
}  // namespace brink
