// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <ctime>

#include "base/files.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

Splitter english() {
  auto splitter = Splitter::load(share_dir() / "models/english-splitter.bin");
  EXPECT_TRUE(splitter.ok()) << splitter.error().sentence();
  return splitter.ok() ? *splitter : Splitter();
}

std::vector<std::string> sentences(const Splitter& splitter, std::string_view text) {
  std::vector<std::string> out;
  for (const Sentence& s : splitter.split(text)) out.emplace_back(s.span.of(text));
  return out;
}

std::vector<std::string> tokens(const Splitter& splitter, std::string_view text) {
  std::vector<std::string> out;
  for (const Sentence& s : splitter.split(text))
    for (const Token& t : s.tokens) out.push_back(t.form);
  return out;
}

using Strings = std::vector<std::string>;

// Spans lie in the text, in order, apart, and forms are their slices.
void expect_sound(std::string_view text, const std::vector<Sentence>& split) {
  std::uint32_t at = 0;
  for (const Sentence& s : split) {
    ASSERT_FALSE(s.tokens.empty());
    ASSERT_EQ(s.span.begin, s.tokens.front().span.begin);
    ASSERT_EQ(s.span.end, s.tokens.back().span.end);
    for (const Token& t : s.tokens) {
      ASSERT_LE(at, t.span.begin);
      ASSERT_LT(t.span.begin, t.span.end);
      ASSERT_LE(t.span.end, text.size());
      ASSERT_EQ(t.form, t.span.of(text));
      at = t.span.end;
    }
  }
}

TEST(Splitter, NothingGivesNothing) {
  EXPECT_TRUE(Splitter().split("").empty());
  EXPECT_TRUE(english().split(" \n\n \t\n").empty());
}

TEST(Splitter, WithoutAModelItStillBreaksAtMarks) {
  const std::string_view text = "They left. Nobody knew (yet) why it's so.";
  EXPECT_EQ(sentences(Splitter(), text), (Strings{"They left.", "Nobody knew (yet) why it's so."}));
}

TEST(Splitter, PartsClitics) {
  EXPECT_EQ(tokens(english(), "They don't trust Oslo's envoy and can\u2019t say why."),
            (Strings{"They", "do", "n't", "trust", "Oslo", "'s", "envoy", "and", "ca", "n\u2019t",
                     "say", "why", "."}));
  EXPECT_EQ(tokens(english(), "We cannot stay."), (Strings{"We", "can", "not", "stay", "."}));
}

TEST(Splitter, KeepsAbbreviationsWhole) {
  const std::string_view text =
      "Mr. Holm met the U.S. envoy on Jan. 9 in Geneva. Then Gen. A. B. Ruud left.";
  EXPECT_EQ(sentences(english(), text), (Strings{"Mr. Holm met the U.S. envoy on Jan. 9 in Geneva.",
                                                 "Then Gen. A. B. Ruud left."}));
  const Strings t = tokens(english(), text);
  for (const char* whole : {"Mr.", "U.S.", "Jan.", "Gen.", "A.", "B."})
    EXPECT_NE(std::find(t.begin(), t.end(), whole), t.end()) << whole;
}

TEST(Splitter, AnEmptyLineEndsASentence) {
  EXPECT_EQ(sentences(english(), "Talks on grain resume\n\nThe envoys met on Monday."),
            (Strings{"Talks on grain resume", "The envoys met on Monday."}));
  const auto split = english().split("Talks on grain resume\n \nThe envoys met. They left.");
  ASSERT_EQ(split.size(), 3u);
  EXPECT_TRUE(split[0].starts_paragraph);
  EXPECT_TRUE(split[1].starts_paragraph);
  EXPECT_FALSE(split[2].starts_paragraph);
}

TEST(Splitter, PartsMarksWithoutBlanks) {
  EXPECT_EQ(tokens(english(), "The talks failed,but the dialogue(with the union) goes on."),
            (Strings{"The", "talks", "failed", ",", "but", "the", "dialogue", "(", "with", "the",
                     "union", ")", "goes", "on", "."}));
}

TEST(Splitter, PartsSentencesWithoutABlank) {
  EXPECT_EQ(sentences(english(), "The envoy left,and the troops withdrew.The minister stayed."),
            (Strings{"The envoy left,and the troops withdrew.", "The minister stayed."}));
}

TEST(Splitter, PartsPossessivesOfEveryWord) {
  for (const std::string mark : {"'", "\u2019"})
    EXPECT_EQ(tokens(english(), "The army" + mark + "s Tuesday" + mark + "s raid"),
              (Strings{"The", "army", mark + "s", "Tuesday", mark + "s", "raid"}));
}

TEST(Splitter, PartsHyphensAsTreebanksDo) {
  EXPECT_EQ(tokens(english(), "The well-known S-400 is an anti-aircraft system."),
            (Strings{"The", "well", "-", "known", "S", "-", "400", "is", "an", "anti-aircraft",
                     "system", "."}));
}

TEST(Splitter, PartsAQuoteOfSeveralSentences) {
  EXPECT_EQ(sentences(english(), "\u201CWe will stay,\u201D said Holm. \u201CWe will fight. We "
                                 "will win.\u201D She left."),
            (Strings{"\u201CWe will stay,\u201D said Holm.", "\u201CWe will fight.",
                     "We will win.\u201D", "She left."}));
}

TEST(Splitter, KeepsADatelineWithItsSentence) {
  EXPECT_EQ(sentences(english(), "BERGEN, May 4 (Reuters) - Ships left at 9:30 p.m. on Monday. "
                                 "Nobody followed."),
            (Strings{"BERGEN, May 4 (Reuters) - Ships left at 9:30 p.m. on Monday.",
                     "Nobody followed."}));
}

TEST(Splitter, KeepsAddressesAndTagsWhole) {
  EXPECT_EQ(tokens(english(), "See https://www.example.org/a/b?x=1&y=2, write to "
                              "press@example.org or use #StandTogether."),
            (Strings{"See", "https://www.example.org/a/b?x=1&y=2", ",", "write", "to",
                     "press@example.org", "or", "use", "#StandTogether", "."}));
}

TEST(Splitter, KeepsWhatIsNotSeenInsideItsWord) {
  EXPECT_EQ(tokens(english(), "The mini\u00ADster\u200B left e\u0301t\u00E9 \U0001F1FA\U0001F1E6 "
                              "\U0001F468\u200D\U0001F469."),
            (Strings{"The", "mini\u00ADster", "left", "e\u0301t\u00E9", "\U0001F1FA\U0001F1E6",
                     "\U0001F468\u200D\U0001F469", "."}));
}

TEST(Splitter, ALineBreakInsideASentenceIsABlank) {
  const std::string text =
      "The envoys met on Monday in the old town hall of Bergen and\n"
      "Southland's minister came by sea. Nobody knew what the two\n"
      "had spoken about.";
  EXPECT_EQ(sentences(english(), text).size(), 2u);
}

TEST(Splitter, KeepsNumbersWhole) {
  const Strings t = tokens(english(), "It cost $3,500.75 at 10:30 in 2021.");
  EXPECT_EQ(t, (Strings{"It", "cost", "$", "3,500.75", "at", "10:30", "in", "2021", "."}));
}

TEST(Splitter, ACommaBehindADayStandsAlone) {
  const Strings t = tokens(english(), "She was seen on November 3, the man said.");
  EXPECT_EQ(t, (Strings{"She", "was", "seen", "on", "November", "3", ",", "the", "man", "said", "."}));
}

TEST(Splitter, ACapitalAloneEndsNoSentence) {
  for (const char* text : {"The island sent home 1,086 Myanmar migrants on Monday.",
                           "The forum took back its invitations for three high-profiled Russians after a row.",
                           "Turkish President Recep Tayyip Erdogan has issued an ultimatum to the rebels.",
                           "He was last seen Nov. 3, the day before the warrant."})
    EXPECT_EQ(sentences(english(), text), Strings{text});
}

TEST(Splitter, AnyBytesGiveSoundSpans) {
  const std::string odd[] = {
      std::string("\0\x01\x02 a\0b", 8),
      "\xFF\xFE broken \xC3 utf \xE2\x80",
      "\u202Eright to left \u0645\u0631\u062D\u0628\u0627\u202C, \u05E9\u05DC\u05D5\u05DD.",
      "emoji \U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467!!! "
      "\u4F60\u597D\u4E16\u754C\u3002",
      "'''''''''''",
      "..........",
      "-",
      "n't",
      "'s's's's",
      "a'b'c'd'e'f",
  };
  for (const std::string& text : odd) {
    expect_sound(text, english().split(text));
    expect_sound(text, Splitter().split(text));
  }
}

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  text.reserve(size + unit.size());
  while (text.size() < size) text += unit;
  return text;
}

double processor_seconds(const Splitter& splitter, const std::string& text) {
  const std::clock_t start = std::clock();
  expect_sound(text, splitter.split(text));
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Four times the text may take eight times as long, so that a busy machine fails no one; quadratic
// work would take sixteen times.
TEST(Splitter, EnormousTextsTakeLinearTime) {
  const Splitter splitter = english();
  for (const std::string_view unit :
       {"a", "a.", "'", "a'b", ". ", "x ", "\n", "x\n", "(", "\"", "@a", "http", "-a", "e\u0301",
        "\u200D", "\U0001F600", "\u0645\u0631\u062D ", "\u202E", "\xFF", "\x01", "Mr. ",
        "word word word, word\n"}) {
    const std::string small = repeated(unit, 100'000), large = repeated(unit, 400'000);
    const double base = processor_seconds(splitter, small);
    EXPECT_LT(processor_seconds(splitter, large), 8 * base + 0.2) << unit;
  }
}

TEST(Splitter, ALineOfTenMegabytesWithoutABlankIsReadInBoundedTokens) {
  const std::string text = repeated("harbour", 10'000'000);
  for (const Splitter& splitter : {Splitter(), english()}) {
    const auto split = splitter.split(text);
    expect_sound(text, split);
    for (const Sentence& s : split)
      for (const Token& t : s.tokens) ASSERT_LE(t.form.size(), 1000u);
  }
}

TEST(Splitter, ASentenceOfFiveThousandTokensIsParted) {
  const auto split = english().split(repeated("and so ", 5'000 * 7 / 2));
  for (const Sentence& s : split) EXPECT_LE(s.tokens.size(), 2'000u);
  EXPECT_LE(split.size(), 6u);
}

TEST(Splitter, ALongParagraphIsNotPartedWithinASentence) {
  const auto split = english().split(repeated("The ship left Bergen late. ", 400'000));
  for (const Sentence& s : split) ASSERT_EQ(s.tokens.size(), 6u);
}

TEST(Splitter, ADamagedModelIsRefusedWithAReason) {
  auto missing = Splitter::load("/nowhere/at/all.bin");
  ASSERT_FALSE(missing.ok());
  auto other = Splitter::load(std::filesystem::path(BRINK_SOURCE_DIR) / "LICENSE");
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().stage, "sentences");
}

}  // namespace
}  // namespace brink
