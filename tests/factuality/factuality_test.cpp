// SPDX-License-Identifier: Apache-2.0
// Runs cases.txt, whose head explains its form; and what text cases cannot say: bad input, bounds.
#include "factuality/factuality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/utf8.h"
#include "factuality/model.h"
#include "factuality/undoing.h"
#include "parse/parse.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = BRINK_SOURCE_DIR;

const Knowledge& knowledge() {
  static const Knowledge loaded = [] {
    auto result = Knowledge::load(kRoot / "data");
    if (!result) throw std::runtime_error(result.error().sentence());
    return std::move(result.value());
  }();
  return loaded;
}

const FactualityReader& reader() {
  static const FactualityReader loaded =
      FactualityReader::load(kRoot / "models" / "english-factuality.bin", knowledge()).value();
  return loaded;
}

Sentence parsed(const std::string& text) {
  static const Parser parser = Parser::load(kRoot / "models" / "english-parser.bin").value();
  std::vector<Sentence> one(1);
  std::istringstream words(text);
  for (std::string form; words >> form;) one[0].tokens.emplace_back().form = form;
  parser.parse(one);
  return one[0];
}

// Years before 2021, which is what lies long before a report of 2022.
std::vector<TokenRange> past_of(const Sentence& sentence) {
  std::vector<TokenRange> past;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(sentence.tokens.size()); ++i) {
    const std::string& form = sentence.tokens[static_cast<std::size_t>(i)].form;
    if (form.size() == 4 && form < "2021" && form > "1000") past.push_back({i, i + 1});
  }
  return past;
}

const Predication* at_word(const std::vector<Predication>& all, const Sentence& sentence, const std::string& word) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Predication& p) {
    return sentence.tokens[static_cast<std::size_t>(p.token)].form == word;
  });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '|');) cells.emplace_back(trim(cell));
  return cells;
}

TEST(Factuality, ReadsTheCases) {
  std::ifstream in(fs::path(BRINK_TEST_DIR) / "cases.txt");
  int count = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = cells_of(line);
    ASSERT_EQ(cells.size(), 4u) << line;
    const Sentence sentence = parsed(cells[3]);
    const auto all = reader().read(sentence, past_of(sentence));
    const Predication* found = at_word(all, sentence, cells[0]);
    ++count;
    if (!found) {
      ADD_FAILURE() << line << "\n  no predicate";
      continue;
    }
    if (cells[1] != "?") {
      EXPECT_EQ(found->value > 0 ? "+" : "-", cells[1]) << line << "\n  value " << found->value;
    }
    if (cells[2] != "?") {
      EXPECT_EQ(name_of(found->status), cells[2]) << line << "\n  value " << found->value;
    }
  }
  EXPECT_GE(count, 25);
}

TEST(Factuality, ValuesLieOnTheScaleInTheOrderOfTokens) {
  const auto all = reader().read(parsed("We hoped that they would come , but nobody came , so the feast was cancelled ."));
  ASSERT_GE(all.size(), 4u);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_LE(std::abs(all[i].value), 3);
    if (i == 0) continue;
    EXPECT_LT(all[i - 1].token, all[i].token);
  }
}

TEST(Factuality, MarksAndArticlesAreNoPredicates) {
  const Sentence sentence = parsed("The guards have left the gate .");
  const auto all = reader().read(sentence);
  for (const char* word : {"The", "have", "."}) EXPECT_FALSE(at_word(all, sentence, word)) << word;
  EXPECT_TRUE(at_word(all, sentence, "left"));
}

TEST(Factuality, ASentenceWithoutGrammarHasNoPredicates) {
  Sentence bare;
  EXPECT_TRUE(reader().read(bare).empty());
  bare.tokens.emplace_back().form = "left";
  EXPECT_TRUE(reader().read(bare).empty());
}

// Heads may be anything: rings, nowhere, itself.
TEST(Factuality, WrongTreesAndTimesDoNoHarm) {
  std::mt19937 dice(1);
  const Sentence good = parsed("The plan to end the strike was not cancelled because no one had asked whether it could be .");
  const auto n = static_cast<std::int32_t>(good.tokens.size());
  const std::vector<TokenRange> times = {{-5, 3}, {2, 400}, {9, 1}};
  for (int round = 0; round < 300; ++round) {
    Sentence bad = good;
    for (Token& token : bad.tokens) {
      token.head = static_cast<std::int32_t>(dice() % static_cast<unsigned>(n + 4)) - 2;
      if (dice() % 4 == 0) token.deprel = good.tokens[dice() % good.tokens.size()].deprel;
      if (dice() % 6 == 0) token.upos.clear(), token.xpos.clear(), token.lemma.clear();
    }
    for (const Predication& p : reader().read(bad, times)) {
      EXPECT_LT(p.token, n);
      EXPECT_LE(std::abs(p.value), 3);
    }
  }
}

TEST(Undoing, IsReadFromTheVerbTheNounAndTheAdjective) {
  const auto undone = [](const std::string& text, const std::string& word) {
    const Sentence sentence = parsed(text);
    const factuality::TreeView tree(sentence);
    const auto groups = factuality::verb_groups(tree);
    for (std::int32_t i = 0; i < tree.size(); ++i)
      if (tree.lower(i) == word) return factuality::undoing_of(tree, groups, i) != 0;
    return false;
  };
  EXPECT_TRUE(undone("They cancelled the parade .", "parade"));
  EXPECT_TRUE(undone("The parade was postponed .", "parade"));
  EXPECT_TRUE(undone("He regretted the cancellation of the parade .", "parade"));
  EXPECT_TRUE(undone("The scrapped parade had cost a lot .", "parade"));
  EXPECT_TRUE(undone("Customers complained about the delay in delivery .", "delivery"));
  EXPECT_TRUE(undone("He spoke against the scrapped plan to sell the port .", "sell"));
  EXPECT_FALSE(undone("The cancelled flight after the crash was empty .", "crash"));
  EXPECT_FALSE(undone("The parade was not cancelled .", "parade"));
  EXPECT_FALSE(undone("They watched the parade .", "parade"));
}

TEST(VerbGroups, AConjunctSharesWhatStandsBeforeTheFirst) {
  const Sentence sentence = parsed("She did not eat or drink .");
  const factuality::TreeView tree(sentence);
  const auto groups = factuality::verb_groups(tree);
  EXPECT_TRUE(groups[3].negated);
  EXPECT_TRUE(groups[5].negated);
  EXPECT_EQ(groups[5].form, groups[3].form);
  EXPECT_EQ(groups[5].subject, 0);
}

}  // namespace
}  // namespace brink
