// SPDX-License-Identifier: Apache-2.0
#include "extract/plain_text.h"

#include <gtest/gtest.h>

#include "extract/extract.h"

namespace brink {
namespace {

Document completed(std::string text) {
  Document document;
  document.title = "Talks end without result";
  document.text = std::move(text);
  Extractor().complete(document);
  return document;
}

const std::string kReport =
    "(Washington = Yonhap News) Correspondent Kim Min-su = The ministers met for three hours on "
    "Friday and spoke of gas.\n\nNeither would say whether there will be another round.";

TEST(Complete, SetsAPageCopiedAsTextInOrder) {
  const Document document = completed(
      "“We have time,” says minister\n\nThe ministers at the table\n\n"
      "[AFP 연합뉴스 자료사진. 재판매 및 DB 금지]\n\n" +
      kReport +
      "\n\n[email protected]\n\nLeave a Comment\n\nThis site uses Akismet to reduce spam.");
  EXPECT_EQ(document.text, "“We have time,” says minister\n\n" + kReport);
  ASSERT_EQ(document.captions.size(), 1u);
  EXPECT_EQ(document.captions[0],
            (Caption{"The ministers at the table", "AFP / Yonhap file photo"}));
  EXPECT_EQ(document.rights, (Rights{"재판매 및 DB 금지", Keep::kExcerpt}));
  EXPECT_EQ(document.dateline.place, "Washington");
  EXPECT_EQ(document.dateline.wire, "Yonhap");
  EXPECT_EQ(document.dateline.reporter, "Kim Min-su");
  EXPECT_TRUE(document.dateline.span.of(document.text).starts_with("(Washington"));
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.title, "Talks end without result");
}

TEST(Complete, LeavesAPlainReportAsItIs) {
  EXPECT_EQ(completed(kReport).text, kReport);
  EXPECT_TRUE(completed(kReport).captions.empty());
  EXPECT_EQ(completed(kReport).rights, Rights{});
}

TEST(Complete, DropsALineThatOnlyLeadsElsewhere) {
  EXPECT_EQ(
      completed(kReport + "\n\nRead or hear it on our site: https://radio.example/2022/a").text,
      kReport);
  EXPECT_EQ(completed(kReport + "\n\nhttps://radio.example/2022/a").text, kReport);
  const std::string report =
      kReport +
      "\n\nThe ministry put its answer, which fills four pages and names no date for "
      "another round, on its own pages: https://ministry.example/answer";
  EXPECT_EQ(completed(report).text, report);
}

TEST(Complete, KeepsWhatIsKnownAlready) {
  Document document;
  document.text = kReport;
  document.language = "fr";
  document.rights = {"Ask first", Keep::kFacts};
  Extractor().complete(document);
  EXPECT_EQ(document.language, "fr");
  EXPECT_EQ(document.rights.keep, Keep::kFacts);
}

TEST(Complete, DropsTheNoticeFromTheText) {
  const Document document =
      completed(kReport + "\n\nThis text may not be published, broadcast or redistributed.");
  EXPECT_EQ(document.text, kReport);
  EXPECT_EQ(document.rights.keep, Keep::kExcerpt);
}

TEST(Complete, TakesNoSentenceForACaption) {
  const Document document = completed(kReport + "\n\nPhoto: Jane Roe/Reuters");
  EXPECT_EQ(document.text, kReport);
  ASSERT_EQ(document.captions.size(), 1u);
  EXPECT_EQ(document.captions[0], (Caption{"", "Jane Roe / Reuters"}));
}

TEST(Complete, SurvivesEmptyAndHostileText) {
  EXPECT_EQ(completed("").text, "");
  EXPECT_EQ(completed("\n\n\n\n").text, "");
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "Photo: AP\n\n";
  EXPECT_EQ(completed(text).text, "");
}

}  // namespace
}  // namespace brink
