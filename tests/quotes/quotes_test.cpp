// SPDX-License-Identifier: Apache-2.0
#include "quotes/quotes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "entities/entities.h"
#include "parse/parse.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

const std::string kRoot = BRINK_SOURCE_DIR;

class Quotes : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    knowledge_ = new Knowledge(std::move(*Knowledge::load(kRoot + "/data")));
    splitter_ = new Splitter(*Splitter::load(kRoot + "/models/english-splitter.bin"));
    parser_ = new Parser(*Parser::load(kRoot + "/models/english-parser.bin"));
  }

  // "source | cue | content" of each attribution, the parts of a content joined by " ... ".
  std::vector<std::string> read(const std::string& text) {
    document_.text = text;
    sentences_ = splitter_->split(text);
    parser_->parse(sentences_);
    found_ = QuoteFinder(*knowledge_).find(sentences_, EntityFinder(*knowledge_).find(document_, sentences_));
    std::vector<std::string> lines;
    for (const Attribution& a : found_) {
      std::string content;
      for (const Span part : a.content) content += (content.empty() ? "" : " ... ") + std::string(part.of(text));
      lines.push_back(std::string(a.source.of(text)) + " | " + std::string(a.cue.of(text)) + " | " + content);
    }
    return lines;
  }

  static inline Knowledge* knowledge_ = nullptr;
  static inline Splitter* splitter_ = nullptr;
  static inline Parser* parser_ = nullptr;
  Document document_;
  std::vector<Sentence> sentences_;
  std::vector<Attribution> found_;
};

TEST_F(Quotes, IndirectSpeech) {
  const auto lines = read("The harbour master said that two ships had left.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0], "The harbour master | said | that two ships had left");
  EXPECT_FALSE(found_[0].direct);
}

TEST_F(Quotes, DirectSpeechWithItsSpeakerBehind) {
  const auto lines = read("\u201cWe will not open the gates tonight,\u201d the minister said.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 21), "the minister | said |");
  EXPECT_NE(lines[0].find("We will not open the gates tonight"), std::string::npos);
  EXPECT_TRUE(found_[0].direct);
}

TEST_F(Quotes, AccordingTo) {
  const auto lines = read("The bridge is closed, according to the town council.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 33), "the town council | according to |");
}

TEST_F(Quotes, NobodyIsNamed) {
  const auto lines = read("The ferry is believed to have sunk.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_TRUE(found_[0].source.empty());
}

TEST_F(Quotes, WhoSeemsToIsNoSource) {
  const auto lines = read("The general seems to doubt the plan.");
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], " | seems | to doubt the plan");
}

TEST_F(Quotes, AStatementSpeaksForWhoPutItOut) {
  const auto lines = read("The ministry put out a statement saying the dam was safe.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 40), "The ministry | saying | the dam was safe");
}

TEST_F(Quotes, TheClauseMayHangOnTheVerbBesideTheCue) {
  const auto lines = read("The envoy made clear on Monday that he would not resign.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0], "The envoy | clear | that he would not resign");
}

TEST_F(Quotes, WhoClosesTheSentenceIsTheSource) {
  read("Most farmers expect a dry summer, a survey shows.");
  const auto shows = std::find_if(found_.begin(), found_.end(), [&](const Attribution& a) { return a.cue.of(document_.text) == "shows"; });
  ASSERT_NE(shows, found_.end());
  EXPECT_NE(shows->source.of(document_.text).find("survey"), std::string::npos);
  EXPECT_EQ(shows->inside, -1);
}

TEST_F(Quotes, AMarkThatLooksTheWrongWayClosesAllTheSame) {
  const auto lines = read("\u201cThe dam is still safe,\u201c said Anna Berg of the water board.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 35), "Anna Berg of the water board | said");
}

TEST_F(Quotes, HeadlineWithAColon) {
  const auto lines = read("Angela Merkel: We have to talk about the budget");
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], "Angela Merkel | : | We have to talk about the budget");
  EXPECT_TRUE(read("Opening hours: from Monday to Friday").empty());
  EXPECT_TRUE(read("London: Rain is on its way to the south").empty());
}

TEST_F(Quotes, AQuotationGoesOnInTheNextSentence) {
  read("\u201cThe road is open,\u201d the mayor said. \u201cThe bridge is still closed tonight.\u201d");
  ASSERT_EQ(found_.size(), 1u);
  ASSERT_EQ(found_[0].content.size(), 2u);
  EXPECT_NE(found_[0].content[1].of(document_.text).find("still closed"), std::string::npos);
}

TEST_F(Quotes, OneInsideAnother) {
  read("The envoy said that the rebels had promised to leave.");
  ASSERT_EQ(found_.size(), 2u);
  EXPECT_EQ(found_[0].inside, -1);
  EXPECT_EQ(found_[1].inside, 0);
}

// Where the tree gives the verb no subject or a wrong one, the words before it or behind it tell.
TEST_F(Quotes, WhatStandsBetweenSpeakerAndVerb) {
  EXPECT_EQ(read("Anna Berg, who has run the port for a year, said the ferry was safe."),
            std::vector<std::string>{
                "Anna Berg, who has run the port for a year | said | the ferry was safe"});
  const auto lines =
      read("On Sunday, the harbour master, a former sailor, called on the owners to leave.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 48), "the harbour master, a former sailor | called | t");
}

TEST_F(Quotes, APastTenseThatLooksLikeAParticiple) {
  EXPECT_EQ(read("Fishermen and farmers worried that the dam would break."),
            std::vector<std::string>{"Fishermen and farmers | worried | that the dam would break"});
  const auto lines = read("The captain is warning sailors that a storm is near.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 12), "The captain ");
}

TEST_F(Quotes, TwoNamesSideBySide) {
  EXPECT_EQ(read("In a letter to the Harbour Post Berg said that the gates were shut."),
            std::vector<std::string>{"Berg | said | that the gates were shut"});
}

TEST_F(Quotes, SeveralSpeakBehindTheirWords) {
  const auto lines =
      read("\u201cThe tide came much too early this year,\u201d said several fishermen.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 25), "several fishermen | said ");
}

TEST_F(Quotes, WhoIsAskedDoesNotHoldWhatHeSays) {
  read("Asked about the ferry, the captain said that it was safe.");
  const auto said = std::find_if(found_.begin(), found_.end(), [&](const Attribution& a) {
    return a.cue.of(document_.text) == "said";
  });
  ASSERT_NE(said, found_.end());
  EXPECT_EQ(said->source.of(document_.text), "the captain");
  EXPECT_EQ(said->inside, -1);
}

TEST_F(Quotes, WhomAReportGoesBackToIsInsideNobody) {
  read("The captain said the ferry sank at night, according to the coast guard.");
  ASSERT_EQ(found_.size(), 2u);
  EXPECT_EQ(found_[1].source.of(document_.text), "the coast guard");
  EXPECT_EQ(found_[1].inside, -1);
}

TEST_F(Quotes, WhatIsOnlySupposedIsNotLaidToAnybody) {
  EXPECT_TRUE(read("The ferry will stop if the captain says that it is full.").empty());
  EXPECT_TRUE(read("As you know, the bridge is old.").empty());
}

TEST_F(Quotes, QuestionsAreLaidToWhoAsksThem) {
  EXPECT_EQ(read("The port office questioned whether the ferry was safe."),
            std::vector<std::string>{"The port office | questioned | whether the ferry was safe"});
  EXPECT_EQ(read("No one expected the bridge to fall.").at(0).substr(0, 17), "No one | expected");
}

TEST_F(Quotes, TheWriterMaySpeak) {
  const auto lines = read("\u201cThe dam is still safe tonight,\u201d I said.");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].substr(0, 8), "I | said");
}

TEST_F(Quotes, TurnsOfAConversation) {
  const auto lines = read("BERG: We will open the gates when the water falls.");
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0], "BERG | : | We will open the gates when the water falls.");
}

TEST_F(Quotes, UnclosedAndNestedMarksDoNoHarm) {
  for (const std::string text : {"\u201cHe said \u2018no", "\"\"\"\"", "\u201d said the \u201c", "said said said : \" said"}) read(text);
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "\"he said \" ";
  read(many);
  for (const Attribution& a : found_) {
    EXPECT_LE(a.cue.end, many.size());
    for (const Span part : a.content) EXPECT_LE(part.end, many.size());
  }
}

TEST_F(Quotes, TokensKnowWhoseWordsTheyAre) {
  read("The envoy said that the rebels had left.");
  const auto whose = attribution_by_token(sentences_, found_);
  ASSERT_EQ(whose.size(), 1u);
  EXPECT_EQ(whose[0].front(), -1);  // "The"
  EXPECT_EQ(whose[0][5], 0);        // "rebels"
}

}  // namespace
}  // namespace brink
