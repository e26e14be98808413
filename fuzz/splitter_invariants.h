// SPDX-License-Identifier: Apache-2.0
// What must hold of every text's sentences, whatever the text was.
#pragma once

#include "base/files.h"
#include "base/utf8.h"
#include "invariants.h"
#include "sentences/sentences.h"

namespace brink {

inline void check_sentences(std::string_view text, const std::vector<Sentence>& sentences) {
  std::uint32_t at = 0;
  const auto nothing_lost = [&](std::uint32_t from, std::uint32_t to) {
    for (std::size_t i = from; i < to;)
      must(is_blank(next_code_point(text, i)), "only blanks stand between tokens");
  };
  for (const Sentence& s : sentences) {
    must(!s.tokens.empty(), "a sentence has tokens");
    must(s.span.begin == s.tokens.front().span.begin && s.span.end == s.tokens.back().span.end,
         "a sentence reaches from its first token to its last");
    for (const Token& t : s.tokens) {
      must(at <= t.span.begin && t.span.begin < t.span.end && t.span.end <= text.size(),
           "spans ascend and lie in the text");
      must(t.form == t.span.of(text), "a form is the slice of its span");
      nothing_lost(at, t.span.begin);
      at = t.span.end;
    }
  }
  nothing_lost(at, static_cast<std::uint32_t>(text.size()));
}

inline void check_splitter(std::string_view text) {
  static const auto english = Splitter::load(share_dir() / "models/english-splitter.bin");
  must(english.ok(), "the splitter's model is there");
  for (const Splitter& splitter : {Splitter(), *english}) {
    const std::vector<Sentence> sentences = splitter.split(text);
    check_sentences(text, sentences);
    if (!is_utf8(text)) continue;
    std::string written;
    std::size_t number = 0;
    for (const Sentence& s : sentences) append_conllu(written, s, text, ++number);
    const auto read = read_conllu(written, "written");
    must(read.ok() && read->size() == sentences.size(), "what was written is read again");
    for (std::size_t i = 0; i < sentences.size(); ++i)
      for (std::size_t k = 0; k < sentences[i].tokens.size(); ++k)
        must((*read)[i].sentence.tokens.at(k).form == sentences[i].tokens[k].form,
             "forms stay as they are");
  }
}

}  // namespace brink
