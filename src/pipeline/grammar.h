// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/byte_source.h"
#include "brink/result.h"
#include "brink/sentence.h"
#include "sentences/sentences.h"

namespace brink {

// A stretch of a text with its sentences, which have their grammar; their spans lie in `text`.
struct ParsedText {
  std::string_view text;  // UTF-8; ill-formed bytes were replaced
  std::span<const Sentence> sentences;
  bool starts_source = false;  // nothing of this source came before
};

// Sources of any size -> sentences with their grammar, in order, a stretch of some hundreds at a
// time; memory is bounded by the stretch. Immutable; safe to share between threads.
class Grammar {
 public:
  // Fills the grammar of sentences: Parser::parse.
  using Parse = std::function<void(std::span<Sentence>)>;

  // The splitter that comes with the program, and the parser's model at `model`, "" for the one that
  // comes with the program.
  static Result<Grammar> open(const std::string& model = "");

  Grammar(Splitter splitter, Parse parse) : splitter_(std::move(splitter)), parse_(std::move(parse)) {}

  // A visitor returns false to stop. `where` names the source in an Error.
  Outcome read_text(ByteSource& source, const std::function<bool(const ParsedText&)>& visit) const;

  // CoNLL-U with given tokens. What a file says of grammar is replaced, everything else kept.
  Outcome read_conllu(ByteSource& source, const std::string& where,
                      const std::function<bool(std::span<const ConlluSentence>)>& visit) const;

 private:
  Splitter splitter_;
  Parse parse_;
};

}  // namespace brink
