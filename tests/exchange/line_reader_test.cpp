// SPDX-License-Identifier: Apache-2.0
#include "exchange/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exchange/rows.h"

namespace brink {
namespace {

using testing::ElementsAre;

std::vector<LineReader::Line> lines_of(const std::string& text, bool quoted = false) {
  LineReader reader(open_bytes(text), quoted);
  std::vector<LineReader::Line> lines;
  while (auto line = reader.next()) lines.push_back(*line);
  return lines;
}

std::vector<std::string> texts(const std::vector<LineReader::Line>& lines) {
  std::vector<std::string> all;
  for (const auto& line : lines) all.push_back(line.text);
  return all;
}

TEST(LineReader, CutsAtEitherLineEnd) {
  EXPECT_THAT(texts(lines_of("a\r\nb\n\nc")), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(texts(lines_of("")), ElementsAre());
  EXPECT_THAT(texts(lines_of("a\n")), ElementsAre("a"));
}

TEST(LineReader, KeepsQuotedLineEndsInOneRecord) {
  const auto lines = lines_of("a,\"b\nc\",d\ne\n", true);
  EXPECT_THAT(texts(lines), ElementsAre("a,\"b\nc\",d", "e"));
  EXPECT_EQ(lines[1].number, 3u);
}

TEST(LineReader, RecoversFromAQuoteThatIsNeverClosed) {
  std::string text = "a,\"b\n";
  for (int i = 0; i < 30000; ++i) text += "row " + std::to_string(i) + "\n";
  const auto lines = lines_of(text, true);
  ASSERT_EQ(lines.size(), 30001u);
  EXPECT_TRUE(lines[0].open_quote);
  EXPECT_EQ(lines[30000].text, "row 29999");
  EXPECT_EQ(lines[30000].number, 30001u);
}

TEST(LineReader, PassesOverALineThatIsTooLong) {
  const auto lines = lines_of("a\n" + std::string(3u << 20, 'x') + "\nb\n");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[1].too_long);
  EXPECT_LT(lines[1].text.size(), 100u);
  EXPECT_EQ(lines[2].text, "b");
  EXPECT_EQ(lines[2].number, 3u);
}

TEST(LineReader, ReplacesIllFormedBytes) {
  EXPECT_THAT(texts(lines_of("S\xE3o\n")), ElementsAre("S\xEF\xBF\xBDo"));
}

TEST(QuotedCells, ReadRfc4180) {
  Cells cells;
  EXPECT_THAT(cells.quoted("a,\"b, \"\"c\"\"\",,d e", ','), ElementsAre("a", "b, \"c\"", "", "d e"));
  EXPECT_THAT(cells.quoted("\"open, still", ','), ElementsAre("open, still"));
}

TEST(TabbedCells, AreCleanedAndGoodWhereTheyLie) {
  Cells cells;
  const std::string line = "one\t\ttwo  words\t\"quoted\"\tNA\t---\tN";
  EXPECT_THAT(cells.tabbed(line), ElementsAre("one", "", "two words", "quoted", "", "", "N"));
  EXPECT_THAT(cells.tabbed("\t \t\"a  b\""), ElementsAre("", "", "a b"));
}

}  // namespace
}  // namespace brink
