// SPDX-License-Identifier: Apache-2.0
#include "extract/loose_json.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

// The text at a path of keys from the first value.
std::string_view at(const LooseJson& json, std::initializer_list<std::string_view> keys) {
  LooseJson::Id id = 0;
  for (const auto key : keys) id = json.member(id, key);
  return id == LooseJson::kNone ? "(none)" : json[id].text;
}

TEST(LooseJson, ReadsNestedMembers) {
  const LooseJson json(R"({"a": {"b": [1, {"c": "x"}], "d": true}, "e": null})");
  EXPECT_EQ(at(json, {"a", "d"}), "true");
  EXPECT_EQ(at(json, {"e"}), "null");
  EXPECT_EQ(at(json, {"a", "c"}), "(none)");
}

TEST(LooseJson, DecodesEscapes) {
  const LooseJson json(R"({"a": "\u00e9\"\/\ud83d\ude00\ud83d\u12"})");
  EXPECT_EQ(at(json, {"a"}), "é\"/😀\uFFFD12");
}

TEST(LooseJson, ReadsPastWhatIsBroken) {
  EXPECT_EQ(at(LooseJson("<!-- {\"a\": \"x\"} -->"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("//<![CDATA[\n{\"a\": \"x\"}\n//]]>"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("/* hello */ {\"a\": \"x\",}"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("{\"b\": \"line\nbreak\", \"a\": \"x\"}"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("{\"b\": , \"a\": \"x\"}"), {"a"}), "(none)");
  EXPECT_EQ(at(LooseJson("{\"b\": 1 \"a\": \"x\"}"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("{a: 'x'"), {"a"}), "x");
  EXPECT_EQ(at(LooseJson("{\"a\": \"x"), {"a"}), "x");
}

TEST(LooseJson, ReadsSeveralValuesInARow) {
  const LooseJson json("{\"a\": 1} {\"a\": 2}");
  ASSERT_NE(json.next_sibling(0), LooseJson::kNone);
  EXPECT_EQ(json.text(json.next_sibling(0), "a"), "2");
}

TEST(LooseJson, StopsAtItsBounds) {
  EXPECT_LE(LooseJson(std::string(1'000'000, '[')).size(), 64u);
  std::string many = "[";
  for (int i = 0; i < 200'000; ++i) many += "1,";
  EXPECT_LE(LooseJson(many).size(), 50'000u);
  EXPECT_EQ(LooseJson("").size(), 0u);
}

TEST(LooseJson, SurvivesEveryCut) {
  const std::string text = R"(/*c*/{"a": ["\u00e9", 'q', {"b": -1.5e3}], "c": "\\"}]} //)";
  for (std::size_t n = 0; n <= text.size(); ++n) LooseJson(text.substr(0, n)).size();
  for (std::size_t n = 0; n <= text.size(); ++n) LooseJson(text.substr(n)).size();
}

}  // namespace
}  // namespace brink
