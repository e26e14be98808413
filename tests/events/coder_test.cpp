// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "base/iso_time.h"
#include "events/events.h"

namespace brink {
namespace {

const Knowledge& knowledge() {
  static const Knowledge loaded = [] {
    auto result = Knowledge::load(std::filesystem::path(BRINK_SOURCE_DIR) / "data");
    if (!result) throw std::runtime_error(result.error().sentence());
    return std::move(result.value());
  }();
  return loaded;
}

// Tokens parted by blanks; a full stop by itself ends a sentence.
std::vector<Sentence> cut(std::string_view text) {
  std::vector<Sentence> sentences(1);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", i), text.size());
    if (end > i) {
      Token token;
      token.span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
      token.form = std::string(text.substr(i, end - i));
      Sentence& now = sentences.back();
      now.tokens.push_back(token);
      now.span = {now.tokens.front().span.begin, token.span.end};
      if (token.form == ".") sentences.emplace_back();
    }
    i = end + 1;
  }
  if (sentences.back().tokens.empty()) sentences.pop_back();
  return sentences;
}

Document document(std::string text) {
  Document made;
  made.id = "0123456789abcdef0123456789abcdef";
  made.text = std::move(text);
  made.published = read_iso("2022-03-01");
  return made;
}

void expect_exact(std::string_view text, const Event& event) {
  const auto actor = [&](const Actor& who) {
    ASSERT_LE(who.span.end, text.size());
    EXPECT_EQ(who.span.of(text), who.text);
    EXPECT_FALSE(who.code.empty());
  };
  for (const Actor& who : event.actor) actor(who);
  for (const Actor& who : event.recipient) actor(who);
  if (event.speaker) actor(*event.speaker);
  ASSERT_LE(event.trigger.span.end, text.size());
  EXPECT_EQ(event.trigger.span.of(text), event.trigger.text);
  EXPECT_EQ(event.sentence_span.of(text), event.text);
  if (event.place) {
    EXPECT_LE(event.place->span.end, text.size());
  }
  if (!event.condition.empty()) {
    EXPECT_NE(text.find(event.condition), std::string_view::npos);
  }
  EXPECT_FALSE(event.actor.empty());
  EXPECT_EQ(event.id.size(), 32u);
  EXPECT_GT(event.confidence, 0);
  EXPECT_LT(event.confidence, 1);
  EXPECT_LE(event.act.size(), 1u);
  for (const Event& act : event.act) expect_exact(text, act);
}

TEST(Coder, TakesNothingAndNothingMuch) {
  const Coder coder(knowledge());
  EXPECT_TRUE(coder.code(document(""), {}).empty());
  EXPECT_TRUE(coder.code(document("."), cut(".")).empty());
  const std::vector<Sentence> empty(3);
  EXPECT_TRUE(coder.code(document("Russia attacked Ukraine ."), empty).empty());
}

TEST(Coder, IdsAreTheSameInEveryRunAndDifferWithinADocument) {
  const std::string text = "Russia attacked Ukraine . Russia attacked Ukraine .";
  const Coder coder(knowledge());
  const auto one = coder.code(document(text), cut(text)),
             two = coder.code(document(text), cut(text));
  ASSERT_EQ(one.size(), 2u);
  EXPECT_EQ(one[0].id, two[0].id);
  EXPECT_NE(one[0].id, one[1].id);
  EXPECT_EQ(one[1].sentence, 1);
}

TEST(Coder, WorksWithoutADate) {
  Document undated = document("On Monday Russia attacked Ukraine .");
  undated.published.reset();
  const auto events = Coder(knowledge()).code(undated, cut(undated.text));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].date, "");
}

TEST(Coder, PassesOverTokensThatLieOutsideTheText) {
  std::vector<Sentence> sentences = cut("Russia attacked Ukraine .");
  sentences[0].tokens[2].span.end = 4000;
  EXPECT_TRUE(Coder(knowledge()).code(document("Russia attacked Ukraine ."), sentences).empty());
  sentences = cut("Russia attacked Ukraine .");
  std::swap(sentences[0].tokens[0], sentences[0].tokens[2]);
  EXPECT_TRUE(Coder(knowledge()).code(document("Russia attacked Ukraine ."), sentences).empty());
}

TEST(Coder, PassesOverEnormousSentencesInLinearTime) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "Russia attacked Ukraine and ";
  EXPECT_TRUE(Coder(knowledge()).code(document(text), cut(text)).empty());
}

TEST(Coder, ReadsManyWordsOfAllKindsWithExactSpans) {
  static const std::vector<std::string> kWords = {
      "Russia",  "Ukraine",   "Russian",    "troops",   "the",       "of",        "to",
      "that",    "said",      "attacked",   "will",     "not",       "Biden",     "Putin",
      "he",      "it",        "we",         "\"",       "“",         "”",         ",",
      "and",     "who",       "if",         "in",       "Kyiv",      "border",    "by",
      "was",     "been",      "deployed",   "invasion", "talks",     "with",      "between",
      "demands", "urged",     "withdraw",   "its",      "thousands", "S-400",     "2014",
      "Monday",  "the",       "28th",       "day",      "before",    "Minister",  "Foreign",
      "Kuleba",  "'s",        "threatened", "refused",  "plans",     "no",        "-",
      "(",       ")",         ":",          "…",        "é",         "\xff",      "ab\xc3",
      "United",  "Nations",   "meeting",    "accused",  "killing",   "according", "from",
      "on",      "President", ".",          "while",    "without",   "never"};
  std::mt19937 random(7);
  const Coder coder(knowledge());
  std::size_t count = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 120;
    for (std::size_t i = 0; i < length; ++i) text += kWords[random() % kWords.size()] + " ";
    const Document made = document(text);
    for (const Event& event : coder.code(made, cut(made.text))) {
      expect_exact(made.text, event);
      ++count;
    }
  }
  EXPECT_GT(count, 50u);
}

TEST(Coder, ReadsRandomBytes) {
  std::mt19937 random(11);
  const Coder coder(knowledge());
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 300; ++i)
      text += static_cast<char>(random() % 5 ? 32 + random() % 95 : random() % 256);
    const Document made = document(text);
    for (const Event& event : coder.code(made, cut(made.text))) expect_exact(made.text, event);
  }
}

TEST(Coder, RemembersWhoWasIntroducedOnlyWithinTheDocument) {
  const Coder coder(knowledge());
  const std::string text =
      "French Trade Minister Jeanne Tessier met Russian officials . Tessier condemned Belarus .";
  const auto events = coder.code(document(text), cut(text));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].actor.front().code, "FRA");
  EXPECT_EQ(events[1].actor.front().name, "Jeanne Tessier");
  const std::string other = "Tessier condemned Belarus .";
  EXPECT_TRUE(coder.code(document(other), cut(other)).empty() ||
              coder.code(document(other), cut(other)).front().actor.front().name !=
                  "Jeanne Tessier");
}

}  // namespace
}  // namespace brink
