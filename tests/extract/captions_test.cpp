// SPDX-License-Identifier: Apache-2.0
#include "extract/captions.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

TEST(ReadCredit, WritesAgenciesByOurNames) {
  EXPECT_EQ(read_credit("[AFP 연합뉴스 자료사진. 재판매 및 DB 금지]"), "AFP / Yonhap file photo");
  EXPECT_EQ(read_credit("(AP Photo/Jane Roe)"), "AP / Jane Roe");
  EXPECT_EQ(read_credit("Photo: Jane Roe/Reuters"), "Jane Roe / Reuters");
  EXPECT_EQ(read_credit("© Getty Images"), "Getty Images");
  EXPECT_EQ(read_credit("Foto: dpa"), "dpa");
  EXPECT_EQ(read_credit("Archivbild: Keystone"), "Keystone file photo");
  EXPECT_EQ(read_credit("РИА Новости / ТАСС"), "RIA Novosti / TASS");
  EXPECT_EQ(read_credit("新华社 资料图"), "Xinhua file photo");
  EXPECT_EQ(read_credit(""), "");
}

struct Case {
  const char* written;
  const char* text;
  const char* credit;
};

class Captions : public testing::TestWithParam<Case> {};

TEST_P(Captions, AreCutFromTheirCredits) {
  const Caption caption = read_caption(GetParam().written);
  EXPECT_EQ(caption.text, GetParam().text) << GetParam().written;
  EXPECT_EQ(caption.credit, GetParam().credit) << GetParam().written;
}

INSTANTIATE_TEST_SUITE_P(
    Written, Captions,
    testing::Values(
        Case{"Tanks at the border\n[AFP 연합뉴스 자료사진. 재판매 및 DB 금지]",
             "Tanks at the border", "AFP / Yonhap file photo"},
        Case{"Tanks at the border. (AP Photo/Jane Roe)", "Tanks at the border.", "AP / Jane Roe"},
        Case{"Tanks at the border. Photo: Jane Roe/Reuters", "Tanks at the border.",
             "Jane Roe / Reuters"},
        Case{"Tanks at the border. Jane Roe/Reuters", "Tanks at the border.", "Jane Roe / Reuters"},
        Case{"Panzer an der Grenze | Bild: dpa", "Panzer an der Grenze", "dpa"},
        Case{"Panzer an der Grenze © Jane Roe", "Panzer an der Grenze", "Jane Roe"},
        Case{"Tanks near the border (left) and trucks.", "Tanks near the border (left) and trucks.",
             ""},
        Case{"The talks: a history", "The talks: a history", ""}, Case{"", "", ""},
        Case{"Getty Images", "", "Getty Images"}));

TEST(IsCreditLine, TellsCreditsFromProse) {
  for (const char* line : {"[AFP 연합뉴스 자료사진]", "Photo: Jane Roe/Reuters",
                           "(AP Photo/Jane Roe)", "Foto: dpa", "© Getty Images", "Reuters"})
    EXPECT_TRUE(is_credit_line(line)) << line;
  for (const char* line :
       {"", "The talks failed.", "Reuters reported on Friday that talks had failed.",
        "(Washington)", "“Photo opportunities only,” she said.", "Note: talks failed",
        "The AP and AFP were there, and so was Reuters, when the ministers came out."})
    EXPECT_FALSE(is_credit_line(line)) << line;
}

TEST(ReadCaption, SurvivesHostileText) {
  for (const char* unit : {":", "(", "Photo: ", "©", "/", "AP "}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += unit;
    read_caption(text);
    read_credit(text);
    is_credit_line(text);
  }
}

}  // namespace
}  // namespace brink
