// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "base/byte_source.h"
#include "base/utf8.h"
#include "fmt/format.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct ParseOptions {
  std::vector<std::string> files;
  std::string model;
  bool conllu = false, tree = false;
};

// Writes what is read, and counts it.
class Sheet {
 public:
  explicit Sheet(bool tree) : tree_(tree), look_(look_of_stdout()) {}

  void start(const std::string& file) { file_ = file; }
  std::size_t sentences() const { return sentences_; }

  bool take(const ParsedText& part) {
    if (part.starts_source && !tree_)
      out_ += file_ == "-" ? "# newdoc\n" : "# newdoc id = " + squeeze(file_) + "\n";
    for (const Sentence& sentence : part.sentences) {
      ++sentences_;
      if (tree_)
        out_ += tree_page(sentence, look_);
      else
        append_conllu(out_, sentence, part.text, sentences_);
    }
    return flush();
  }

  bool take(std::span<const ConlluSentence> sentences) {
    for (const ConlluSentence& sentence : sentences) {
      ++sentences_;
      if (tree_)
        out_ += tree_page(sentence.sentence, look_);
      else
        append_conllu(out_, sentence);
    }
    return flush();
  }

 private:
  bool flush() {
    const bool written =
        std::fwrite(out_.data(), 1, out_.size(), stdout) == out_.size() && std::fflush(stdout) == 0;
    out_.clear();
    return written;
  }

  bool tree_;
  Look look_;
  std::string file_, out_;
  std::size_t sentences_ = 0;
};

Result<std::unique_ptr<ByteSource>> opened_text(const std::string& file) {
  if (file == "-") return open_standard_input();
  return open_file(file);
}

Outcome read(const Grammar& grammar, const ParseOptions& options, const std::string& file,
             Sheet& sheet) {
  const auto source = opened_text(file);
  if (!source) return source.error();
  sheet.start(file);
  if (!options.conllu)
    return grammar.read_text(**source, [&](const ParsedText& part) { return sheet.take(part); });
  return grammar.read_conllu(
      **source, file == "-" ? "standard input" : file,
      [&](std::span<const ConlluSentence> some) { return sheet.take(some); });
}

int run(const ParseOptions& options) {
  const auto grammar = Grammar::open(options.model);
  if (!grammar) return complain(grammar.error(), kWrongUsage);
  Sheet sheet(options.tree);
  bool failed = false;
  for (const std::string& file : options.files) {
    const Outcome done = read(*grammar, options, file, sheet);
    if (done) continue;
    complain(done.error(), kNothingUsable);
    failed = true;
  }
  return failed || sheet.sentences() == 0 ? kNothingUsable : kDone;
}

}  // namespace

void add_parse(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ParseOptions>();
  options->files = {"-"};
  CLI::App* verb = app.add_subcommand(
      "parse", "text -> sentences, tags and trees as CoNLL-U (Universal Dependencies 2)");
  verb->add_option("FILE", options->files,
                   "UTF-8 text; an empty line ends a paragraph; - or nothing: standard input");
  verb->add_flag("--conllu", options->conllu,
                 "read CoNLL-U, keep its tokens, and fill in the grammar");
  verb->add_flag("--tree", options->tree, "draw the trees, for people");
  verb->add_option("--model", options->model, "another parser model")->check(CLI::ExistingFile);
  verb->footer("Example: echo \"They don't expect an attack.\" | brink parse --tree");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
