// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

TEST(Utf8, KnowsWellFormedText) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("plain"));
  EXPECT_TRUE(is_utf8("재판매 및 DB 금지 – “x” 🛰"));
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndCutSequences) {
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(is_utf8("caf\xC3"));
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(Utf8, RepairsOneMarkForEachIllFormedSequence) {
  EXPECT_EQ(repair_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(repair_utf8("caf\xC3"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(repair_utf8("\xE2\x82z"), "\xEF\xBF\xBDz");  // a cut sequence is one fault
  EXPECT_EQ(repair_utf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(repair_utf8("ж재🛰"), "ж재🛰");
}

TEST(Utf8, RepairedTextIsAlwaysWellFormed) {
  std::uint32_t seed = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = 0; i < 24; ++i) bytes += static_cast<char>((seed = seed * 1664525u + 1013904223u) >> 24);
    const std::string repaired = repair_utf8(bytes);
    ASSERT_TRUE(is_utf8(repaired));
    if (is_utf8(bytes)) {
      ASSERT_EQ(repaired, bytes);
    }
  }
}

TEST(Utf8, CodePointsGoRoundTrip) {
  for (const char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\uD7A3', U'\U0001F6F0', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), c);
    EXPECT_EQ(at, text.size());
  }
}

TEST(Utf8, SqueezeJoinsEveryKindOfBlank) {
  EXPECT_EQ(squeeze("  a\xC2\xA0\xE2\x80\x8B b\r\n\tc "), "a b c");
  EXPECT_EQ(squeeze("\xEF\xBB\xBFtitle"), "title");
  EXPECT_EQ(squeeze(" \n "), "");
}

TEST(Utf8, FoldsCaseBeyondAscii) {
  EXPECT_EQ(fold_case("KYIV"), "kyiv");
  EXPECT_EQ(fold_case("КИЇВ"), "київ");
}

TEST(Utf8, TrimsBothEnds) {
  EXPECT_EQ(trim("\t x y \n"), "x y");
  EXPECT_EQ(trim(" \n"), "");
}

}  // namespace
}  // namespace brink
