// SPDX-License-Identifier: Apache-2.0
#include "intake/json_string.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

TEST(JsonString, PlainTextStaysAsItIs) { EXPECT_EQ(unescaped_json("Größe 7"), "Größe 7"); }

TEST(JsonString, EveryEscapeIsRead) {
  EXPECT_EQ(unescaped_json(R"(a\"b\\c\/d\b\f\n\r\te)"), "a\"b\\c/d\b\f\n\r\te");
  EXPECT_EQ(unescaped_json(R"(\u0041\u00e4\u20AC)"), "Aä€");
  EXPECT_EQ(unescaped_json(R"(\ud83d\ude00)"), "😀");
  EXPECT_EQ(unescaped_json(R"(\u0000)"), std::string(1, '\0'));
}

TEST(JsonString, HalfAnEscapeIsNone) {
  for (const char* broken : {"\\", "\\x", "\\u", "\\u12", "\\u12g4", "\\u 123", "\\u-123", "\\ud83d", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041", "\\ude00"})
    EXPECT_FALSE(unescaped_json(broken)) << broken;
}

TEST(JsonString, EndsAtTheQuoteThatIsNotEscaped) {
  EXPECT_EQ(until_quote(R"(a\"b" : 1)"), R"(a\"b)");
  EXPECT_EQ(until_quote(R"(a\\" : 1)"), R"(a\\)");
  EXPECT_EQ(until_quote("open"), "open");
  EXPECT_EQ(until_quote("open\\"), "open\\");
}

}  // namespace
}  // namespace brink
