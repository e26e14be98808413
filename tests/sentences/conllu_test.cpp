// SPDX-License-Identifier: Apache-2.0
#include "sentences/conllu.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

// A sentence whose tokens stand in the text in this order.
Sentence sentence_in(std::string_view text, const std::vector<std::string>& forms) {
  Sentence s;
  std::uint32_t at = 0;
  for (const std::string& form : forms) {
    Token& t = s.tokens.emplace_back();
    t.form = form;
    t.span.begin = static_cast<std::uint32_t>(text.find(form, at));
    at = t.span.end = t.span.begin + static_cast<std::uint32_t>(form.size());
  }
  s.span = {s.tokens.front().span.begin, s.tokens.back().span.end};
  return s;
}

TEST(Conllu, WritesWordsOfSeveralTokensAsRanges) {
  const std::string text = "They  can\u2019t stay.";
  Sentence s = sentence_in(text, {"They", "ca", "n\u2019t", "stay", "."});
  s.starts_paragraph = true;
  std::string out;
  append_conllu(out, s, text, 7);
  EXPECT_EQ(out,
            "# newpar\n# sent_id = 7\n# text = They can\u2019t stay.\n"
            "1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2-3\tcan\u2019t\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "3\tn\u2019t\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "4\tstay\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
            "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
}

TEST(Conllu, WritesTheGrammar) {
  Sentence s = sentence_in("Ships", {"Ships"});
  s.tokens[0].lemma = "ship", s.tokens[0].upos = "NOUN", s.tokens[0].xpos = "NNS";
  s.tokens[0].feats = "Number=Plur", s.tokens[0].deprel = "root";
  std::string out;
  append_conllu(out, s, "Ships", 1);
  EXPECT_NE(out.find("1\tShips\tship\tNOUN\tNNS\tNumber=Plur\t0\troot\t_\t_\n"), std::string::npos);
}

TEST(Conllu, WhatIsReadIsWrittenAgain) {
  const std::string file =
      "# newdoc id = a\n# text = I'm in\n"
      "1-2\tI'm\t_\t_\t_\t_\t_\t_\t_\tKept=Yes\n"
      "1\tI\tI\tPRON\tPRP\tCase=Nom\t2\tnsubj\t2:nsubj\t_\n"
      "2\t'm\tbe\tAUX\tVBP\t_\t0\troot\t0:root\t_\n"
      "2.1\tgone\tgo\t_\t_\t_\t_\t_\t_\t_\n"
      "3\tin\tin\tADV\tRB\t_\t2\tadvmod\t_\tSpaceAfter=No\n\n";
  const auto read = read_conllu(file, "a.conllu");
  ASSERT_TRUE(read.ok()) << read.error().sentence();
  std::string out;
  for (const ConlluSentence& s : *read) append_conllu(out, s);
  EXPECT_EQ(out, file);
}

TEST(Conllu, AnErrorNamesItsLineInTheWholeFile) {
  const auto read = read_conllu("1\tThey\t_\n", "a.conllu", 40);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().where, "a.conllu line 41");
}

}  // namespace
}  // namespace brink
