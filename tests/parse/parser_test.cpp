// SPDX-License-Identifier: Apache-2.0
#include "parse/parse.h"

#include <gtest/gtest.h>

#include <thread>

#include "parse/train/pack_model.h"
#include "parse/train/train_parser.h"

namespace brink {
namespace {

// A treebank of our own, small enough to be learnt by heart.
constexpr const char* kTreebank = R"(1	Troops	troop	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	crossed	cross	VERB	VBD	Tense=Past	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	border	border	NOUN	NN	Number=Sing	2	obj	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

1	The	the	DET	DT	_	2	det	_	_
2	talks	talk	NOUN	NNS	Number=Plur	3	nsubj	_	_
3	failed	fail	VERB	VBD	Tense=Past	0	root	_	_
4	.	.	PUNCT	.	_	3	punct	_	_

1	Ministers	minister	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	met	meet	VERB	VBD	Tense=Past	0	root	_	_
3	and	and	CCONJ	CC	_	4	cc	_	_
4	troops	troop	NOUN	NNS	Number=Plur	2	conj	_	_
5	crossed	cross	VERB	VBD	Tense=Past	4	dep	_	_
6	.	.	PUNCT	.	_	2	punct	_	_

)";

struct Trained {
  std::vector<ConlluSentence> treebank;
  std::string bytes;
};

const Trained& trained() {
  static const Trained made = [] {
    using namespace parse;
    Trained t;
    t.treebank = *read_conllu(kTreebank, "treebank");
    const auto once = t.treebank;  // values met but once are not learnt
    t.treebank.insert(t.treebank.end(), once.begin(), once.end());
    Lexicon lexicon(t.treebank, {}, 8, 1, 100);
    Sizes sizes;
    sizes.dim = 32, sizes.hidden = 32, sizes.arc = sizes.label = sizes.tag = 16;
    Network network(lexicon.sizes(sizes), 3);
    std::vector<Example> gold;
    for (const auto& s : t.treebank) gold.push_back(lexicon.example(s.sentence));
    TrainSettings settings;
    settings.rounds = 300, settings.rate = 1e-2f, settings.warm_up = 10;
    settings.dropout = {0, 0, 0, 0, 0};
    learn_grammar(network, gold, {}, lexicon, settings, {[](const std::string&) {}, [](int) {}});
    t.bytes = pack_model(network, lexicon, "");
    return t;
  }();
  return made;
}

Parser parser() {
  auto made = Parser::from_bytes(trained().bytes, "test");
  EXPECT_TRUE(made) << made.error().sentence();
  return *made;
}

std::vector<Sentence> forms_only() {
  std::vector<Sentence> out;
  for (const auto& s : trained().treebank) {
    Sentence& to = out.emplace_back();
    for (const Token& t : s.sentence.tokens) to.tokens.emplace_back().form = t.form;
  }
  return out;
}

bool is_one_tree(const Sentence& s) {
  int roots = 0;
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    roots += s.tokens[i].head < 0;
    std::size_t steps = 0;
    for (std::int32_t at = static_cast<std::int32_t>(i); at >= 0; at = s.tokens[static_cast<std::size_t>(at)].head)
      if (++steps > s.tokens.size()) return false;
  }
  return roots == 1;
}

TEST(Parser, ReadsWhatItLearnt) {
  auto sentences = forms_only();
  parser().parse(sentences);
  for (std::size_t i = 0; i < sentences.size(); ++i)
    for (std::size_t j = 0; j < sentences[i].tokens.size(); ++j) {
      const Token &now = sentences[i].tokens[j], &gold = trained().treebank[i].sentence.tokens[j];
      EXPECT_EQ(now.head, gold.head) << gold.form;
      EXPECT_EQ(now.deprel, gold.deprel) << gold.form;
      EXPECT_EQ(now.upos, gold.upos) << gold.form;
      EXPECT_EQ(now.xpos, gold.xpos) << gold.form;
      EXPECT_EQ(now.feats, gold.feats) << gold.form;
      EXPECT_EQ(now.lemma, gold.lemma) << gold.form;
    }
}

TEST(Parser, ReadsEachSentenceAloneAsAmongOthers) {
  auto together = forms_only(), alone = forms_only();
  const Parser p = parser();
  p.parse(together);
  for (Sentence& s : alone) p.parse({&s, 1});
  for (std::size_t i = 0; i < alone.size(); ++i)
    for (std::size_t j = 0; j < alone[i].tokens.size(); ++j) EXPECT_EQ(alone[i].tokens[j].head, together[i].tokens[j].head);
}

// More words than are kept, some of which come again and again: what is forgotten is reckoned anew, what is
// kept still belongs to its word.
TEST(Parser, ReadsTheSameWhenItHasForgottenWords) {
  const auto word_of = [](int n) { return "w" + std::to_string(n % 3 == 0 ? n % 999 : n); };
  std::vector<Sentence> many(600);
  int n = 0;
  for (Sentence& s : many)
    for (int i = 0; i < 60; ++i) s.tokens.emplace_back().form = word_of(n++);
  const std::vector<Sentence> bare = many;
  const Parser old = parser();
  for (Sentence& s : many) old.parse({&s, 1});
  for (std::size_t at = 0; at < bare.size(); at += 40) {
    Sentence fresh = bare[at];
    parser().parse({&fresh, 1});
    for (std::size_t i = 0; i < fresh.tokens.size(); ++i) {
      ASSERT_EQ(many[at].tokens[i].head, fresh.tokens[i].head) << at << ' ' << i;
      ASSERT_EQ(many[at].tokens[i].upos, fresh.tokens[i].upos) << at << ' ' << i;
      ASSERT_EQ(many[at].tokens[i].lemma, fresh.tokens[i].lemma) << at << ' ' << i;
    }
  }
}

TEST(Parser, TakesNothingAndEmptySentences) {
  parser().parse({});
  std::vector<Sentence> empty(3);
  empty[1].tokens.emplace_back().form = "Troops";
  parser().parse(empty);
  EXPECT_EQ(empty[1].tokens[0].head, -1);
  EXPECT_EQ(empty[1].tokens[0].deprel.empty(), false);
}

TEST(Parser, MakesOneTreeOfAnythingHoweverLong) {
  std::vector<Sentence> sentences(4);
  for (int i = 0; i < 5000; ++i) sentences[0].tokens.emplace_back().form = i % 37 == 0 ? "," : "word" + std::to_string(i);
  for (const char* form : {"\xF0\x9F\x94\xA5", "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7", "\x01\x02", "\xFF\xFE", "a\xCC\x81"})
    sentences[1].tokens.emplace_back().form = form;
  sentences[2].tokens.emplace_back().form = std::string(100000, 'x');
  for (int i = 0; i < 201; ++i) sentences[3].tokens.emplace_back().form = "x";
  parser().parse(sentences);
  for (const Sentence& s : sentences) EXPECT_TRUE(is_one_tree(s));
}

TEST(Parser, ThreadsShareOne) {
  const Parser p = parser();
  std::vector<std::vector<Sentence>> work(4, forms_only());
  std::vector<std::thread> threads;
  for (auto& mine : work)
    threads.emplace_back([&p, &mine] {
      for (int i = 0; i < 20; ++i) p.parse(mine);
    });
  for (std::thread& t : threads) t.join();
  for (const auto& mine : work)
    for (std::size_t i = 0; i < mine.size(); ++i)
      EXPECT_EQ(mine[i].tokens[0].head, trained().treebank[i].sentence.tokens[0].head);
}

std::string error_of(std::string bytes) {
  const auto made = Parser::from_bytes(std::move(bytes), "model");
  return made ? "" : made.error().sentence();
}

TEST(ParserModel, OfAnotherKindIsRefused) {
  EXPECT_NE(error_of("").find("another kind of file"), std::string::npos);
  EXPECT_NE(error_of("<html>").find("another kind of file"), std::string::npos);
}

TEST(ParserModel, OfAnotherVersionIsRefused) {
  std::string bytes = trained().bytes;
  bytes[7] = '9';
  EXPECT_NE(error_of(bytes).find("version 09"), std::string::npos);
}

TEST(ParserModel, CutOffIsRefused) {
  for (const std::size_t size : {std::size_t{10}, std::size_t{60}, trained().bytes.size() / 2, trained().bytes.size() - 1})
    EXPECT_NE(error_of(trained().bytes.substr(0, size)), "") << size;
}

TEST(ParserModel, WithOneByteChangedIsRefused) {
  for (std::size_t at = 20; at < trained().bytes.size(); at += 5003) {
    std::string bytes = trained().bytes;
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    EXPECT_NE(error_of(bytes).find("damaged"), std::string::npos) << at;
  }
}

TEST(ParserModel, ThatIsNotThereIsRefused) {
  const auto made = Parser::load("/no/such/model.bin");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().sentence().find("/no/such/model.bin"), std::string::npos);
}

}  // namespace
}  // namespace brink
