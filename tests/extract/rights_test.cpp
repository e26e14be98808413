// SPDX-License-Identifier: Apache-2.0
#include "extract/rights.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

class Forbidding : public testing::TestWithParam<const char*> {};

TEST_P(Forbidding, AllowsAnExcerptAlone) {
  const Rights rights = read_rights(GetParam());
  EXPECT_EQ(rights.keep, Keep::kExcerpt) << GetParam();
  EXPECT_FALSE(rights.notice.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Notices, Forbidding,
    testing::Values(
        "This text may not be published, broadcast, rewritten or redistributed.",
        "No part of this page may be reproduced or stored.",
        "Nothing here may be stored in a retrieval system.",
        "Text and data mining of this site is prohibited.", "HANDOUT. NO RESALES. NO ARCHIVES.",
        "Reproduction without permission is prohibited",
        "Unauthorised copying or distribution is strictly prohibited.", "[사진. 재판매 및 DB 금지]",
        "무단 전재 및 재배포 금지", "무단전재-재배포, AI 학습 및 활용 금지",
        "Nachdruck und Vervielfältigung nur mit Genehmigung.",
        "Text und Data Mining im Sinne von § 44b UrhG bleibt vorbehalten.",
        "Toute reproduction est interdite sans accord.",
        "Queda prohibida la reproducción total o parcial.", "© RIPRODUZIONE RISERVATA",
        "É proibida a reprodução deste conteúdo.", "Перепечатка запрещена.",
        "ПЕРЕПЕЧАТКА МАТЕРИАЛОВ без письменного согласия не допускается", "無断転載を禁じます",
        "未经授权不得使用", "不得转载", "يحظر إعادة نشر هذه المادة", "İzinsiz kopyalanamaz.",
        "Kopiowanie bez zgody redakcji jest zabronione.",
        "Overname van artikelen zonder toestemming is verboden."));

TEST(ReadRights, TakesOrdinaryCopyrightForNoNotice) {
  for (const char* text :
       {"", "All rights reserved.", "© 2022 The Daily. All rights reserved.",
        "Alle Rechte vorbehalten", "Copyright 2022", "The minister may not be in office next year.",
        "They met without permission.", "Storage of gas is prohibited."})
    EXPECT_EQ(read_rights(text), Rights{}) << text;
}

TEST(ReadRights, GivesTheSentenceAsPrinted) {
  EXPECT_EQ(
      read_rights("Talks failed. This story may not be published or redistributed. Bye.").notice,
      "This story may not be published or redistributed.");
  EXPECT_EQ(read_rights("[AFP 자료사진. 재판매 및 DB 금지]").notice, "재판매 및 DB 금지");
}

TEST(ReadRights, TakesTheStricterOfTwo) {
  const Rights rights = read_rights(
      "Licensed under Creative Commons Attribution 4.0.\nThis page may not be copied or resold.");
  EXPECT_EQ(rights.keep, Keep::kExcerpt);
}

TEST(ReadRights, KeepsALicenceThatAllows) {
  const Rights rights = read_rights("Licensed under Creative Commons Attribution 4.0.");
  EXPECT_EQ(rights.keep, Keep::kFull);
  EXPECT_FALSE(rights.notice.empty());
}

TEST(ReadRights, DoesNotTakeAReportedBanForANotice) {
  std::string text(700, 'a');
  text += ". The court said reproduction of the pictures is prohibited. ";
  text += std::string(1400, 'b');
  const Span report{0, static_cast<std::uint32_t>(text.size())};
  EXPECT_EQ(read_rights(text, report), Rights{});
  EXPECT_EQ(read_rights(text).keep, Keep::kExcerpt);
}

TEST(WithoutRightsNotices, DropsTheParagraphOfANotice) {
  EXPECT_EQ(without_rights_notices("They met.\n\n무단 전재 및 재배포 금지\n\nThey left."),
            "They met.\n\nThey left.");
}

TEST(WithoutRightsNotices, DropsASentenceOfALongParagraph) {
  const std::string long_part(400, 'x');
  EXPECT_EQ(without_rights_notices(long_part + ". No part of this may be reproduced. Bye."),
            long_part + ".  Bye.");
}

TEST(FindRightsNotices, TakesNearLinearTimeOnHostileText) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "may not be ";
  EXPECT_TRUE(find_rights_notices(text).empty());
  text.clear();
  for (int i = 0; i < 50'000; ++i) text += "재판매 금지\n";
  EXPECT_LE(find_rights_notices(text).size(), 32u);
}

TEST(FindRightsNotices, SurvivesEveryCut) {
  const std::string text = "[재판매 및 DB 금지] Nachdruck verboten。 ⓒ 無断転載";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    find_rights_notices(text.substr(0, n));
    find_rights_notices(text.substr(n));
  }
}

}  // namespace
}  // namespace brink
