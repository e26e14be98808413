// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "brink/result.h"
#include "brink/sentence.h"

namespace brink {

namespace parse {
class Model;
class Workspaces;
}  // namespace parse

// Fills the grammar of sentences: upos, xpos, feats, lemma, head and deprel of each token (UD v2).
// Reads the tokens' forms and nothing else. Every sentence gets one connected tree with one root;
// one longer than kLongest tokens is parsed in pieces whose roots hang on the first piece's root.
// Time is linear in the number of tokens, memory bounded. Immutable; safe to share between threads;
// cheap to copy.
class Parser {
 public:
  static constexpr std::size_t kLongest = 200;  // tokens read at once

  // A model that `brink-train` wrote; the one that comes with the program is
  // share_dir()/models/english-parser.bin. Checked before use: magic, version, length, checksum,
  // and that a sentence kept in the model is still read as it was when the model was written.
  static Result<Parser> load(const std::filesystem::path& path);

  static Result<Parser> from_bytes(std::string bytes, const std::string& where);  // of such a file

  // Sentences of any lengths; the more at once, the faster.
  void parse(std::span<Sentence> sentences) const;

 private:
  explicit Parser(std::shared_ptr<parse::Workspaces> workspaces)
      : workspaces_(std::move(workspaces)) {}
  static Result<Parser> of(std::shared_ptr<const parse::Model> model, const std::string& where);

  std::shared_ptr<parse::Workspaces> workspaces_;
};

}  // namespace brink
