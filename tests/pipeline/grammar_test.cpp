// SPDX-License-Identifier: Apache-2.0
#include "pipeline/grammar.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace brink {
namespace {

// Stands in for a parser: every token hangs on the first.
void first_governs(std::span<Sentence> sentences) {
  for (Sentence& s : sentences)
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      s.tokens[i].upos = "X";
      s.tokens[i].head = i == 0 ? -1 : 0;
      s.tokens[i].deprel = i == 0 ? "root" : "dep";
    }
}

struct Read {
  std::vector<std::string> sentences;
  std::size_t batches = 0, starts = 0, most_tokens = 0;
  std::vector<bool> starts_paragraph;
};

Read read_text(std::string_view text) {
  Read read;
  const auto source = open_bytes(text);
  const Outcome done = Grammar(Splitter(), first_governs).read_text(*source, [&](const ParsedText& part) {
    std::size_t tokens = 0;
    for (const Sentence& s : part.sentences) {
      EXPECT_TRUE(s.parsed());
      read.sentences.emplace_back(s.span.of(part.text));
      read.starts_paragraph.push_back(s.starts_paragraph);
      tokens += s.tokens.size();
    }
    ++read.batches, read.starts += part.starts_source;
    read.most_tokens = std::max(read.most_tokens, tokens);
    return true;
  });
  EXPECT_TRUE(done.ok());
  return read;
}

TEST(Grammar, ReadsAShortTextAtOnce) {
  const Read read = read_text("They left. Nobody stayed.\n\nShips came.");
  EXPECT_EQ(read.sentences, (std::vector<std::string>{"They left.", "Nobody stayed.", "Ships came."}));
  EXPECT_EQ(read.batches, 1u);
  EXPECT_EQ(read.starts, 1u);
}

TEST(Grammar, AnEmptySourceGivesNothing) { EXPECT_EQ(read_text("").batches, 0u); }

// Seven megabytes, once parted by empty lines, once without any.
TEST(Grammar, ALongTextComesInStretchesThatLoseNoSentence) {
  for (const std::string gap : {"\n\n", " "}) {
    std::string text;
    std::size_t sentences = 0;
    for (; text.size() < 7'000'000; ++sentences)
      text += "The ship number " + std::to_string(sentences) + " left Bergen late." + gap;
    const Read read = read_text(text);
    ASSERT_EQ(read.sentences.size(), sentences);
    EXPECT_EQ(read.sentences[sentences / 2], "The ship number " + std::to_string(sentences / 2) + " left Bergen late.");
    EXPECT_LT(read.most_tokens, 25'000u);
    EXPECT_EQ(read.starts, 1u);
    const auto paragraphs = std::count(read.starts_paragraph.begin(), read.starts_paragraph.end(), true);
    EXPECT_EQ(static_cast<std::size_t>(paragraphs), gap == " " ? 1 : sentences);
  }
}

TEST(Grammar, IllFormedBytesAreReplaced) {
  EXPECT_EQ(read_text("Caf\xE9 closed.").sentences, std::vector<std::string>{"Caf\uFFFD closed."});
}

TEST(Grammar, GivenTokensKeepEverythingButTheirGrammar) {
  const std::string file =
      "# newdoc id = a\n# sent_id = a-1\n"
      "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "1\tdo\tdo\tAUX\tVB\tA=B\t0\troot\t0:root\tM=1\n"
      "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t1:advmod\t_\n"
      "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n";
  const auto source = open_bytes(file);
  std::string out;
  const Outcome done = Grammar(Splitter(), first_governs)
                           .read_conllu(*source, "a.conllu", [&](std::span<const ConlluSentence> some) {
                             for (const ConlluSentence& s : some) append_conllu(out, s);
                             return true;
                           });
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(out,
            "# newdoc id = a\n# sent_id = a-1\n"
            "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
            "1\tdo\t_\tX\t_\t_\t0\troot\t0:root\tM=1\n"
            "2\tn't\t_\tX\t_\t_\t1\tdep\t1:advmod\t_\n"
            "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "3\t!\t_\tX\t_\t_\t1\tdep\t_\t_\n\n");
}

TEST(Grammar, AnErrorOfAHugeFileNamesItsLine) {
  std::string file;
  for (int i = 0; i < 20'000; ++i) file += "1\tShips\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  file += "2\tShips\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  const auto source = open_bytes(file);
  std::size_t read = 0;
  const Outcome done = Grammar(Splitter(), first_governs)
                           .read_conllu(*source, "a.conllu", [&](std::span<const ConlluSentence> some) {
                             read += some.size();
                             return true;
                           });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().where, "a.conllu line 40001");
  EXPECT_GT(read, 10'000u);
}

TEST(Grammar, AVisitorMayStop) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "Ships left Bergen.\n\n";
  const auto source = open_bytes(text);
  int seen = 0;
  const Outcome done = Grammar(Splitter(), first_governs).read_text(*source, [&](const ParsedText&) { return ++seen < 2; });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(seen, 2);
}

}  // namespace
}  // namespace brink
