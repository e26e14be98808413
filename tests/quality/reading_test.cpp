// SPDX-License-Identifier: Apache-2.0
//
// Floors under reading, on treebanks that are not part of the source: the tests skip where they are
// missing. A floor rises freely and falls only with a reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "base/files.h"
#include "parse/parse.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(BRINK_SOURCE_DIR) / "build/data/treebanks";

// One document of a treebank, laid out as text; the sentences' spans lie in it.
struct Gold {
  std::string id, text;
  std::vector<Sentence> sentences;
};

std::vector<Gold> documents_of(const fs::path& file) {
  const auto bytes = read_file(file);
  if (!bytes) return {};
  auto all = read_conllu(*bytes, file.string());
  EXPECT_TRUE(all.ok()) << all.error().sentence();
  std::vector<Gold> out;
  for (auto from = all->begin(); from != all->end();) {
    auto to = std::find_if(from + 1, all->end(), [](const ConlluSentence& s) { return s.has_comment("newdoc"); });
    std::vector<ConlluSentence> one(from, to);
    Gold& gold = out.emplace_back();
    gold.id = one.front().comment("newdoc id");
    gold.text = lay_out(one);
    for (ConlluSentence& s : one) gold.sentences.push_back(std::move(s.sentence));
    from = to;
  }
  return out;
}

// F1 of spans found.
class Score {
 public:
  void add(const std::set<Span>& gold, const std::set<Span>& found) {
    gold_ += gold.size(), found_ += found.size();
    for (const Span& span : found) right_ += gold.count(span);
  }
  double f1() const { return 2.0 * static_cast<double>(right_) / static_cast<double>(gold_ + found_); }

 private:
  std::size_t gold_ = 0, found_ = 0, right_ = 0;
};

std::set<Span> spans_of_tokens(const std::vector<Sentence>& sentences) {
  std::set<Span> spans;
  for (const Sentence& s : sentences)
    for (const Token& t : s.tokens) spans.insert(t.span);
  return spans;
}

std::set<Span> spans_of(const std::vector<Sentence>& sentences) {
  std::set<Span> spans;
  for (const Sentence& s : sentences) spans.insert(s.span);
  return spans;
}

// The same text with its lines broken at 80 columns; every byte keeps its place.
std::string wrapped(std::string text) {
  std::size_t line = 0, blank = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line = i + 1;
    if (text[i] == ' ') blank = i;
    if (i - line < 80 || blank <= line) continue;
    text[blank] = '\n';
    line = blank + 1;
  }
  return text;
}

enum class Layout { kPlain, kWrapped };

// Sentence and token F1 over the documents whose ids hold `kind`.
std::pair<double, double> scores(const std::vector<Gold>& documents, const std::string& kind, Layout layout) {
  const auto splitter = Splitter::load(share_dir() / "models/english-splitter.bin");
  EXPECT_TRUE(splitter.ok());
  Score sentences, tokens;
  for (const Gold& gold : documents) {
    if (!splitter || gold.id.find(kind) == std::string::npos) continue;
    const auto split = splitter->split(layout == Layout::kWrapped ? wrapped(gold.text) : gold.text);
    sentences.add(spans_of(gold.sentences), spans_of(split));
    tokens.add(spans_of_tokens(gold.sentences), spans_of_tokens(split));
  }
  return {sentences.f1(), tokens.f1()};
}

struct Floor {
  const char *file, *kind;
  Layout layout;
  double sentences, tokens;
};

class ReadingFloors : public testing::TestWithParam<Floor> {};

TEST_P(ReadingFloors, FindsSentencesAndTokensOfRawText) {
  const Floor& floor = GetParam();
  const auto documents = documents_of(kData / floor.file);
  if (documents.empty()) GTEST_SKIP() << "the treebank " << floor.file << " is not here";
  const auto [sentences, tokens] = scores(documents, floor.kind, floor.layout);
  EXPECT_GE(sentences, floor.sentences);
  EXPECT_GE(tokens, floor.tokens);
}

INSTANTIATE_TEST_SUITE_P(Treebanks, ReadingFloors,
                         testing::Values(Floor{"ewt/dev.conllu", "", Layout::kPlain, 0.88, 0.991},
                                         Floor{"ewt/dev.conllu", "", Layout::kWrapped, 0.87, 0.991},
                                         Floor{"gum/dev.conllu", "", Layout::kPlain, 0.96, 0.998},
                                         Floor{"gum/dev.conllu", "_news_", Layout::kPlain, 0.97, 0.998},
                                         Floor{"gum/dev.conllu", "_news_", Layout::kWrapped, 0.97, 0.998}));

// Shares of tokens whose part of speech, head, and head and relation (without its subtype) are right.
struct Grammar {
  double upos = 0, uas = 0, las = 0;
};

Grammar grammar_of(const std::vector<Gold>& documents, const std::string& kind) {
  const auto parser = Parser::load(share_dir() / "models/english-parser.bin");
  EXPECT_TRUE(parser.ok()) << parser.error().sentence();
  if (!parser) return {};
  Grammar right;
  double tokens = 0;
  const auto base = [](const std::string& relation) { return relation.substr(0, relation.find(':')); };
  for (const Gold& gold : documents) {
    if (gold.id.find(kind) == std::string::npos) continue;
    std::vector<Sentence> answers = gold.sentences;
    for (Sentence& s : answers)
      for (Token& t : s.tokens) t = {t.span, t.form, "", "", "", "", -1, ""};
    parser->parse(answers);
    for (std::size_t i = 0; i < answers.size(); ++i)
      for (std::size_t j = 0; j < answers[i].tokens.size(); ++j) {
        const Token &now = answers[i].tokens[j], &then = gold.sentences[i].tokens[j];
        const bool head = now.head == then.head;
        ++tokens;
        right.upos += now.upos == then.upos, right.uas += head;
        right.las += head && base(now.deprel) == base(then.deprel);
      }
  }
  return {right.upos / tokens, right.uas / tokens, right.las / tokens};
}

struct GrammarFloor {
  const char *file, *kind;
  Grammar least;
};

class GrammarFloors : public testing::TestWithParam<GrammarFloor> {};

TEST_P(GrammarFloors, ReadsGivenTokens) {
  const GrammarFloor& floor = GetParam();
  const auto documents = documents_of(kData / floor.file);
  if (documents.empty()) GTEST_SKIP() << "the treebank " << floor.file << " is not here";
  const Grammar found = grammar_of(documents, floor.kind);
  std::cout << floor.file << ' ' << floor.kind << ": UPOS " << found.upos << ", UAS " << found.uas << ", LAS " << found.las << '\n';
  EXPECT_GE(found.upos, floor.least.upos);
  EXPECT_GE(found.uas, floor.least.uas);
  EXPECT_GE(found.las, floor.least.las);
}

INSTANTIATE_TEST_SUITE_P(Treebanks, GrammarFloors,
                         testing::Values(GrammarFloor{"ewt/dev.conllu", "", {0.955, 0.870, 0.839}},
                                         GrammarFloor{"gum/dev.conllu", "_news_", {0.966, 0.880, 0.855}}));

}  // namespace
}  // namespace brink
