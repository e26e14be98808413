// SPDX-License-Identifier: Apache-2.0
// brink-train: makes the models that the program reads. See docs/parse.md.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unordered_set>

#include "base/files.h"
#include "parse/parse.h"
#include "parse/train/pack_model.h"
#include "parse/train/recase.h"
#include "parse/train/train_parser.h"
#include "sentences/sentences.h"
#include "sentences/train/train_splitter.h"
#include "verbs.h"

namespace {

using namespace brink;

std::string text_of(const std::string& path) {
  auto text = read_file(path);
  if (!text) throw std::runtime_error(text.error().sentence());
  return std::move(*text);
}

std::vector<ConlluSentence> read(const std::string& path) {
  auto sentences = read_conllu(text_of(path), path);
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
  auto out = std::make_shared<std::string>(), lines = std::make_shared<std::string>();
  auto settings = std::make_shared<sentences::SplitterSettings>();
  verb->add_option("TREEBANK", *files, "CoNLL-U files to learn from")->required();
  verb->add_option("--out", *out, "the model to write")->required();
  verb->add_option("--lines", *lines, "sentences of our own: models/sources/english_lines.txt");
  verb->add_option("--rounds", settings->rounds);
  verb->add_option("--rate", settings->rate);
  verb->add_option("--end-bonus", settings->end_bonus);
  verb->add_option("--seed", settings->seed);
  verb->callback([=] {
    sentences::GoldText own;
    if (!lines->empty()) own = sentences::read_own_lines(text_of(*lines));
    save(*out, sentences::write_model(sentences::train_splitter(texts_of(*files), own, *settings)));
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
      for (const Sentence& s : splitter->split(gold.text)) append_conllu(out, s, gold.text, ++n);
    }
    std::cout << out;
  });
}

// One sentence a line, tokens parted by blanks.
using Lines = std::vector<std::vector<std::string>>;

Lines read_lines(const std::string& path) {
  Lines out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::vector<std::string> tokens{std::istream_iterator<std::string>(words), {}};
    if (!tokens.empty()) out.push_back(std::move(tokens));
  }
  return out;
}

void add_tokens(CLI::App& app) {
  auto* verb = app.add_subcommand("tokens", "JSON lines with \"text\" -> one sentence a line");
  auto model = std::make_shared<std::string>();
  auto files = std::make_shared<std::vector<std::string>>();
  verb->add_option("MODEL", *model)->required();
  verb->add_option("FILE", *files)->required();
  verb->callback([=] {
    auto splitter = Splitter::load(*model);
    if (!splitter) throw std::runtime_error(splitter.error().sentence());
    std::unordered_set<std::string> seen;  // set phrases return in every paper
    for (const std::string& file : *files) {
      std::ifstream in(file);
      for (std::string record; std::getline(in, record);) {
        const std::string text = nlohmann::json::parse(record).value("text", "");
        for (const Sentence& s : splitter->split(text)) {
          if (s.tokens.size() < 3 || s.tokens.size() > 80) continue;
          std::string line;
          for (const Token& t : s.tokens) line += (line.empty() ? "" : " ") + t.form;
          if (seen.insert(line).second) std::cout << line << '\n';
        }
      }
    }
  });
}

// What every stage of the parser's training is told.
struct ParserOptions {
  std::vector<std::string> treebanks, dev, texts, teachers;
  std::string from, out, silver, answers;
  parse::Sizes sizes;
  parse::TrainSettings settings;
  int often = 10, most_words = 24000;
  std::size_t most_text = 0;
  double recased = 0;
};

std::vector<ConlluSentence> read_all(const std::vector<std::string>& paths) {
  std::vector<ConlluSentence> out;
  for (const std::string& path : paths)
    for (ConlluSentence& s : read(path)) out.push_back(std::move(s));
  return out;
}

std::vector<Sentence> plain(std::vector<ConlluSentence> from) {
  std::vector<Sentence> out;
  for (ConlluSentence& s : from) out.push_back(std::move(s.sentence));
  return out;
}

// The lexicon depends on the treebanks and texts alone, so every stage makes the same one.
struct Ground {
  std::vector<ConlluSentence> treebank;
  Lines texts;
  parse::Lexicon lexicon;

  static Ground of(const ParserOptions& o) {
    auto treebank = read_all(o.treebanks);
    Lines texts;
    for (const std::string& path : o.texts)
      for (auto& line : read_lines(path)) texts.push_back(std::move(line));
    parse::Lexicon lexicon(treebank, texts, o.sizes.row_bits, o.often, o.most_words);
    return {std::move(treebank), std::move(texts), std::move(lexicon)};
  }
};

void load(parse::Network& network, const std::string& path) {
  auto bytes = read_file(path, std::size_t{1} << 30);
  if (!bytes) throw std::runtime_error(bytes.error().sentence());
  if (!parse::read_checkpoint(network, *bytes)) throw std::runtime_error(path + " has another shape");
}

void print(const std::string& path, const parse::Scores& s, double seconds) {
  std::cerr << fmt::format("  {}: upos {:.4f} xpos {:.4f} feats {:.4f} lemma {:.4f} uas {:.4f} las {:.4f} ({:.0f} tokens/s)\n",
                           path, s.upos, s.xpos, s.feats, s.lemma, s.uas, s.las, static_cast<double>(s.tokens) / seconds);
}

void report(const std::vector<parse::Network*>& networks, parse::Lexicon& lexicon, const std::string& path) {
  const std::vector<Sentence> gold = plain(read(path));
  const auto start = std::chrono::steady_clock::now();
  const parse::Scores s = parse::score(gold, parse::parse_all(networks, lexicon, gold));
  print(path, s, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

void add_parser_options(CLI::App* verb, const std::shared_ptr<ParserOptions>& o) {
  verb->add_option("--treebank", o->treebanks, "CoNLL-U files to learn from")->required();
  verb->add_option("--texts", o->texts, "tokens of unlabelled text, from `brink-train tokens`");
  verb->add_option("--dev", o->dev, "CoNLL-U files to measure on");
  verb->add_option("--from", o->from, "a checkpoint to start from");
  verb->add_option("--out", o->out, "the checkpoint to write");
  verb->add_option("--rounds", o->settings.rounds);
  verb->add_option("--rate", o->settings.rate);
  verb->add_option("--batch", o->settings.batch);
  verb->add_option("--seed", o->settings.seed);
  verb->add_option("--guesses", o->settings.guesses);
  verb->add_option("--dim", o->sizes.dim);
  verb->add_option("--hidden", o->sizes.hidden);
  verb->add_option("--layers", o->sizes.layers);
  verb->add_option("--arc", o->sizes.arc);
  verb->add_option("--label", o->sizes.label);
  verb->add_option("--tag", o->sizes.tag);
  verb->add_option("--row-bits", o->sizes.row_bits);
  verb->add_option("--words", o->most_words);
  verb->add_option("--often", o->often);
  verb->add_option("--most-text", o->most_text, "sentences of the texts to use; 0: all");
  verb->add_option("--drop-input", o->settings.dropout.input);
  verb->add_option("--drop-between", o->settings.dropout.between);
  verb->add_option("--drop-recurrent", o->settings.dropout.recurrent);
  verb->add_option("--drop-heads", o->settings.dropout.heads);
  verb->add_option("--silver", o->silver, "CoNLL-U that earlier networks parsed");
  verb->add_option("--silver-share", o->settings.silver, "silver batches for each gold one");
  verb->add_option("--recased", o->recased, "share of the treebanks' sentences also shown in another case");
  verb->add_option("--teachers", o->teachers, "checkpoints that answer together");
}

parse::Watcher watcher_of(parse::Network& network, Ground& ground, const ParserOptions& o, int every) {
  return {[](const std::string& line) { std::cerr << line << std::endl; },
          [&network, &ground, &o, every](int round) {
            if (!o.out.empty()) save(o.out, parse::write_checkpoint(network));
            if ((round + 1) % every == 0 || round + 1 == o.settings.rounds)
              for (const std::string& dev : o.dev) report({&network}, ground.lexicon, dev);
          }};
}

void add_words(CLI::App& app) {
  auto* verb = app.add_subcommand("words", "first stage: learn to guess hidden words");
  auto o = std::make_shared<ParserOptions>();
  add_parser_options(verb, o);
  verb->callback([=] {
    Ground ground = Ground::of(*o);
    std::vector<parse::Example> examples;
    for (const auto& s : ground.treebank)
      if (s.sentence.tokens.size() < 100) examples.push_back(ground.lexicon.example(s.sentence));
    std::mt19937_64 dice(o->settings.seed);
    std::shuffle(ground.texts.begin(), ground.texts.end(), dice);
    if (o->most_text > 0 && ground.texts.size() > o->most_text) ground.texts.resize(o->most_text);
    for (const auto& line : ground.texts) examples.push_back(ground.lexicon.example(line));
    parse::Network network(ground.lexicon.sizes(o->sizes), o->settings.seed);
    if (!o->from.empty()) load(network, o->from);
    ParserOptions quiet = *o;
    quiet.dev.clear();
    parse::learn_words(network, examples, ground.lexicon, o->settings, watcher_of(network, ground, quiet, 1));
  });
}

void add_grammar(CLI::App& app) {
  auto* verb = app.add_subcommand("grammar", "second stage: learn tags and trees");
  auto o = std::make_shared<ParserOptions>();
  add_parser_options(verb, o);
  verb->callback([=] {
    Ground ground = Ground::of(*o);
    std::vector<parse::Example> gold, silver;
    std::mt19937_64 dice(o->settings.seed);
    for (const auto& s : ground.treebank) {
      gold.push_back(ground.lexicon.example(s.sentence));
      if (std::uniform_real_distribution<>()(dice) >= o->recased) continue;
      const auto casing = static_cast<parse::Casing>(dice() % 3);
      gold.push_back(ground.lexicon.example(parse::recased(s.sentence, casing)));
    }
    if (!o->silver.empty())
      for (const auto& s : read(o->silver)) silver.push_back(ground.lexicon.example(s.sentence));
    parse::Network network(ground.lexicon.sizes(o->sizes), o->settings.seed);
    if (!o->from.empty()) load(network, o->from);
    parse::learn_grammar(network, gold, silver, ground.lexicon, o->settings, watcher_of(network, ground, *o, 4));
  });
}

void add_answer(CLI::App& app) {
  auto* verb = app.add_subcommand("silver", "parse texts with several networks together; CoNLL-U to stdout");
  auto o = std::make_shared<ParserOptions>();
  add_parser_options(verb, o);
  verb->callback([=] {
    Ground ground = Ground::of(*o);
    std::vector<std::unique_ptr<parse::Network>> held;
    std::vector<parse::Network*> networks;
    for (const std::string& path : o->teachers) {
      held.push_back(std::make_unique<parse::Network>(ground.lexicon.sizes(o->sizes), 1));
      load(*held.back(), path);
      networks.push_back(held.back().get());
    }
    for (const std::string& dev : o->dev) report(networks, ground.lexicon, dev);
    std::mt19937_64 dice(o->settings.seed);
    std::shuffle(ground.texts.begin(), ground.texts.end(), dice);
    ground.texts.resize(std::min(ground.texts.size(), o->most_text));
    for (std::size_t from = 0; from < ground.texts.size(); from += 2000) {
      std::vector<Sentence> some;
      for (std::size_t i = from; i < std::min(ground.texts.size(), from + 2000); ++i) {
        Sentence& s = some.emplace_back();
        for (std::string& form : ground.texts[i]) s.tokens.emplace_back().form = std::move(form);
      }
      std::string out;
      for (Sentence& s : parse::parse_all(networks, ground.lexicon, some)) {
        ConlluSentence c;
        c.sentence = std::move(s);
        append_conllu(out, c);
      }
      std::cout << out;
    }
  });
}

// A sentence of our own that the file keeps as it was read, for the check at load.
constexpr const char* kSample =
    "Ministers warned on Friday that more troops had been moved to the border , but talks will go on in Geneva .";

std::string read_sample(const std::string& bytes) {
  const auto parser = Parser::from_bytes(bytes, "packed");
  if (!parser) throw std::runtime_error(parser.error().sentence());
  std::istringstream words(kSample);
  std::vector<Sentence> one(1);
  for (std::string form; words >> form;) one[0].tokens.emplace_back().form = form;
  parser->parse(one);
  ConlluSentence sample;
  sample.sentence = std::move(one[0]);
  std::string out;
  append_conllu(out, sample);
  return out;
}

void add_pack(CLI::App& app) {
  auto* verb = app.add_subcommand("pack", "last stage: a checkpoint -> the file that brink reads");
  auto o = std::make_shared<ParserOptions>();
  add_parser_options(verb, o);
  verb->callback([=] {
    Ground ground = Ground::of(*o);
    parse::Network network(ground.lexicon.sizes(o->sizes), 1);
    load(network, o->from);
    const std::string sample = read_sample(parse::pack_model(network, ground.lexicon, ""));
    save(o->out, parse::pack_model(network, ground.lexicon, sample));
    const auto parser = Parser::load(o->out);
    if (!parser) throw std::runtime_error(parser.error().sentence());
    for (const std::string& dev : o->dev) {
      const std::vector<Sentence> gold = plain(read(dev));
      std::vector<Sentence> answers = gold;
      const auto start = std::chrono::steady_clock::now();
      parser->parse(answers);
      const double t = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      print(dev, parse::score(gold, answers), t);
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Trains and measures the models of brink"};
  app.require_subcommand(1);
  add_splitter(app);
  add_split(app);
  add_tokens(app);
  add_words(app);
  add_grammar(app);
  add_answer(app);
  add_pack(app);
  add_factuality(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e);
  } catch (const std::exception& e) {
    std::cerr << "brink-train: " << e.what() << '\n';
    return 1;
  }
}
