// SPDX-License-Identifier: Apache-2.0
// brink-train: makes the models that the program reads. See docs/parts/parse.md.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "base/files.h"
#include "sentences/sentences.h"
#include "sentences/train/train_splitter.h"

namespace {

using namespace brink;

std::vector<ConlluSentence> read(const std::string& path) {
  auto text = read_file(path);
  if (!text) throw std::runtime_error(text.error().sentence());
  auto sentences = read_conllu(*text, path);
  if (!sentences) throw std::runtime_error(sentences.error().sentence());
  return std::move(*sentences);
}

// One text a document: "# newdoc" starts one.
std::vector<sentences::GoldText> texts_of(const std::vector<std::string>& paths) {
  std::vector<sentences::GoldText> out;
  for (const std::string& path : paths) {
    std::vector<ConlluSentence> all = read(path);
    for (std::size_t from = 0; from < all.size();) {
      std::size_t to = from + 1;
      while (to < all.size() && !all[to].has_comment("newdoc")) ++to;
      std::vector<ConlluSentence> one(all.begin() + static_cast<std::ptrdiff_t>(from),
                                      all.begin() + static_cast<std::ptrdiff_t>(to));
      sentences::GoldText gold;
      gold.text = lay_out(one);
      for (ConlluSentence& s : one) gold.sentences.push_back(std::move(s.sentence));
      out.push_back(std::move(gold));
      from = to;
    }
  }
  return out;
}

void save(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    throw std::runtime_error("cannot write " + path);
}

void add_splitter(CLI::App& app) {
  auto* verb = app.add_subcommand("splitter", "train the sentence and token splitter");
  auto files = std::make_shared<std::vector<std::string>>();
  auto out = std::make_shared<std::string>();
  auto settings = std::make_shared<sentences::SplitterSettings>();
  verb->add_option("TREEBANK", *files, "CoNLL-U files to learn from")->required();
  verb->add_option("--out", *out, "the model to write")->required();
  verb->add_option("--rounds", settings->rounds);
  verb->add_option("--rate", settings->rate);
  verb->add_option("--seed", settings->seed);
  verb->callback([=] {
    save(*out, sentences::write_model(sentences::train_splitter(texts_of(*files), *settings)));
  });
}

void add_split(CLI::App& app) {
  auto* verb = app.add_subcommand("split", "split a treebank's raw text; CoNLL-U to stdout");
  auto model = std::make_shared<std::string>();
  auto files = std::make_shared<std::vector<std::string>>();
  verb->add_option("MODEL", *model)->required();
  verb->add_option("TREEBANK", *files)->required();
  verb->callback([=] {
    auto splitter = Splitter::load(*model);
    if (!splitter) throw std::runtime_error(splitter.error().sentence());
    std::string out;
    for (const auto& gold : texts_of(*files)) {
      std::size_t n = 0;  // sentences of this text so far
      for (const Sentence& s : splitter->split(gold.text)) {
        append_conllu(out, to_conllu(s, gold.text, n + 1, n == 0));
        ++n;
      }
    }
    std::cout << out;
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Trains and measures the models of brink"};
  app.require_subcommand(1);
  add_splitter(app);
  add_split(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e);
  } catch (const std::exception& e) {
    std::cerr << "brink-train: " << e.what() << '\n';
    return 1;
  }
}
