// SPDX-License-Identifier: Apache-2.0
#include "extract/language.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

constexpr std::string_view kGerman =
    "Die Minister beider Länder trafen sich am Freitag und sprachen über Gas, Getreide und die "
    "Gefangenen, die beide Seiten noch immer festhalten.";

TEST(DetectLanguage, TellsPlainLanguages) {
  EXPECT_EQ(detect_language("The ministers of both countries met on Friday and spoke of gas."),
            "en");
  EXPECT_EQ(detect_language(kGerman), "de");
  EXPECT_EQ(detect_language("양국 장관들은 금요일에 만나 가스와 곡물에 대해 이야기했다."), "ko");
  EXPECT_EQ(detect_language("Министры обеих стран встретились в пятницу и говорили о газе."), "ru");
}

TEST(DetectLanguage, StandsAgainstAWrongDeclaration) {
  EXPECT_EQ(detect_language(kGerman, "en-US"), "de");
}

TEST(DetectLanguage, BelievesTheDeclarationOfShortText) {
  EXPECT_EQ(detect_language("Gas", "de_DE"), "de");
  EXPECT_EQ(detect_language("", "nb-NO"), "no");
}

TEST(DetectLanguage, KnowsNothingOfNothing) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("1 2 3", "x-none"), "");
  EXPECT_EQ(detect_language(std::string(10'000, '\xff')), "");
}

}  // namespace
}  // namespace brink
