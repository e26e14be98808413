// SPDX-License-Identifier: Apache-2.0
#include "times/times.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/iso_time.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

class Times : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto model = Splitter::load(fs::path(BRINK_SOURCE_DIR) / "models" / "english-splitter.bin");
    splitter_ = model ? *model : Splitter();
  }

  static std::vector<Timex> find(const std::string& text, const std::string& date = "2022-03-10") {
    Document document;
    document.text = text;
    document.published = read_iso(date);
    return tagger_.find(document, splitter_.split(text));
  }

  // The text with what was found in brackets, as cases.txt writes it.
  static std::string marked(const std::string& text, const std::string& date) {
    std::string out;
    std::size_t at = 0;
    for (const Timex& timex : find(text, date)) {
      out += text.substr(at, timex.span.begin - at);
      out += "[" + std::string(timex.span.of(text)) + "|" + std::string(name_of(timex.type)) + " " + timex.value + "]";
      at = timex.span.end;
    }
    return out + text.substr(at);
  }

  static inline Splitter splitter_;
  static inline TimeTagger tagger_;
};

// "[two days|DURATION P2D]" -> "two days".
std::string unmarked(const std::string& line) {
  std::string out;
  bool value = false;
  for (const char c : line) {
    if (c == '|') value = true;
    if (c == ']') value = false;
    if (c != '[' && c != ']' && !value) out += c;
  }
  return out;
}

TEST_F(Times, FindsAndReadsTheExpressionsOfTheCases) {
  std::ifstream in(fs::path(BRINK_TEST_DIR) / "cases.txt");
  std::string date;
  int count = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '@') {
      date = line.substr(2);
      continue;
    }
    EXPECT_EQ(marked(unmarked(line), date), line) << "published " << date;
    ++count;
  }
  EXPECT_GE(count, 90);
}

TEST_F(Times, SpansAndTokensAgree) {
  const std::string text = "It began on Monday. It went on for two days.";
  const auto sentences = splitter_.split(text);
  const auto found = find(text);
  ASSERT_EQ(found.size(), 2u);
  for (const Timex& timex : found) {
    const auto& tokens = sentences[timex.sentence].tokens;
    EXPECT_EQ(timex.span.begin, tokens[timex.begin].span.begin);
    EXPECT_EQ(timex.span.end, tokens[timex.end - 1].span.end);
  }
  EXPECT_EQ(found[1].sentence, 1u);
}

TEST_F(Times, APartOfATokenIsMarkedAlone) {
  Document document;
  document.text = "a pre-1959-era truce";
  Sentence sentence;
  for (const Span span : {Span{0, 1}, Span{2, 14}, Span{15, 20}}) {
    Token token;
    token.span = span, token.form = span.of(document.text);
    sentence.tokens.push_back(token);
  }
  const auto found = tagger_.find(document, std::vector<Sentence>{sentence});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span.of(document.text), "pre-1959");
}

TEST_F(Times, EmptyAndStrangeTextsGiveNothing) {
  EXPECT_TRUE(find("").empty());
  EXPECT_TRUE(find("\n\n \xff\xfe \n").empty());
  for (const Timex& timex : find("----------- ///// 99/99/99 9999-99-99 or Feb. 31, 2022 is no day"))
    EXPECT_LT(timex.value.size(), 10u) << timex.value;
}

TEST_F(Times, NumbersWithoutEndDoNoHarm) {
  std::string many = "after";
  for (int i = 0; i < 300; ++i) many += " hundred thousand million";
  find(many + " years ago");
  find("999999999999999 years ago and 99999999999999999999999999 days later");
  const auto found = find("It fell 4000000 years ago.");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].value, "PAST_REF");
}

TEST_F(Times, TimeIsLinearInTheText) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "the first of the last two years of the end of the ";
  const auto begin = std::chrono::steady_clock::now();
  find(text);
  for (int i = 0; i < 4000; ++i) text += "Monday March 3 at 10 p.m. on Monday. ";
  EXPECT_GE(find(text).size(), 4000u);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 20);  // generous: also under sanitizers on a busy machine
}

}  // namespace
}  // namespace brink
