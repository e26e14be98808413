// SPDX-License-Identifier: Apache-2.0
// brink-train factuality: makes models/english-factuality.bin. See docs/factuality.md.
#include "factuality/factuality.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <stdexcept>

#include "base/files.h"
#include "factuality/train/train_factuality.h"
#include "parse/parse.h"
#include "verbs.h"

namespace {

using namespace brink;
using factuality::GoldSentence;

struct Options {
  std::vector<std::string> uds, columns, dev_uds, dev_columns;
  std::string out, parser = (share_dir() / "models" / "english-parser.bin").string();
  factuality::TrainSettings settings;
};

template <class T>
T sure(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().sentence());
  return std::move(*result);
}

std::vector<GoldSentence> read_gold(const std::vector<std::string>& paths, bool columns, const Parser& parser) {
  std::vector<GoldSentence> all;
  for (const std::string& path : paths) {
    const std::string text = sure(read_file(path));
    for (GoldSentence& gold : sure(columns ? factuality::read_columns(text, path) : factuality::read_uds(text, path)))
      all.push_back(std::move(gold));
  }
  std::vector<Sentence> sentences;
  for (GoldSentence& gold : all) sentences.push_back(std::move(gold.sentence));
  parser.parse(sentences);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].sentence = std::move(sentences[i]);
  return all;
}

// A predicate that gets no record counts as value 0, which has no sign.
void score(const FactualityReader& reader, const std::string& name, const std::vector<GoldSentence>& gold) {
  factuality::Agreement agreement;
  for (const GoldSentence& one : gold) {
    std::vector<double> values(one.sentence.tokens.size());
    for (const Predication& p : reader.read(one.sentence)) values[static_cast<std::size_t>(p.token)] = p.value;
    for (const auto& judgement : one.judgements)
      agreement.add(values[static_cast<std::size_t>(judgement.token)], judgement);
  }
  std::cerr << fmt::format("{}: {} predicates, sign accuracy {:.4f}, recall of happened {:.4f}, of did not {:.4f}, Pearson {:.4f}\n",
                           name, agreement.count(), agreement.accuracy(), agreement.recall_took_place(),
                           agreement.recall_did_not(), agreement.pearson());
}

void run(const Options& options) {
  const Parser parser = sure(Parser::load(options.parser));
  const Knowledge knowledge = sure(Knowledge::load(share_dir() / "data"));
  const auto web = read_gold(options.uds, false, parser), news = read_gold(options.columns, true, parser);
  const factuality::Model model = factuality::train(knowledge, web, news, options.settings,
                                                    [](const std::string& line) { std::cerr << line << '\n'; });
  const std::string bytes = factuality::write_model(model);
  std::ofstream out(options.out, std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw std::runtime_error("cannot write " + options.out);
  const FactualityReader reader = sure(FactualityReader::from_bytes(bytes, options.out, knowledge));
  for (const bool columns : {false, true})
    for (const std::string& path : columns ? options.dev_columns : options.dev_uds)
      score(reader, path, read_gold({path}, columns, parser));
}

}  // namespace

void add_factuality(CLI::App& app) {
  auto* verb = app.add_subcommand("factuality", "train the reader of what happened and what did not");
  auto o = std::make_shared<Options>();
  verb->add_option("--uds", o->uds, "judgements of UDS, JSON lines")->required();
  verb->add_option("--columns", o->columns, "judgements of news in columns: MEANTIME")->required();
  verb->add_option("--dev-uds", o->dev_uds, "the same to measure on");
  verb->add_option("--dev-columns", o->dev_columns, "the same to measure on");
  verb->add_option("--parser", o->parser, "the parser's model");
  verb->add_option("--out", o->out, "the model to write")->required();
  verb->add_option("--rounds", o->settings.rounds)->check(CLI::Range(1, 1000));
  verb->add_option("--bits", o->settings.bits)
      ->check(CLI::Range(factuality::Model::kFewestBits, factuality::Model::kMostBits));
  verb->add_option("--rate", o->settings.rate);
  verb->add_option("--decay", o->settings.decay);
  verb->add_option("--news-denied", o->settings.news_denied);
  verb->add_option("--bias", o->settings.bias);
  verb->add_option("--seed", o->settings.seed);
  verb->callback([o] { run(*o); });
}
