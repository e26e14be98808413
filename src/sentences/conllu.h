// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"

namespace brink {

// A sentence as a CoNLL-U file holds it (universaldependencies.org/format.html). Lines that are
// not about a token or a range of tokens (comments, empty nodes) are kept as they are.
struct ConlluSentence {
  // A multiword token: one written form, tokens [first, last] of the sentence.
  struct Range {
    std::int32_t first = 0, last = 0;
    std::string form, misc;
  };
  struct Kept {
    std::int32_t before = 0;  // the token it stands before
    std::string line;
  };

  std::vector<std::string> comments;
  Sentence sentence;               // spans are empty: a CoNLL-U file has no offsets
  std::vector<std::string> misc;   // the tenth column, "_" for none; one a token
  std::vector<std::string> extra;  // the ninth
  std::vector<Range> ranges;
  std::vector<Kept> empty_nodes;

  // The value of "# key = value"; empty when there is none.
  std::string_view comment(std::string_view key) const;
  bool has_comment(std::string_view key) const;
};

// Every sentence of a file or of a part of it. `where` names it in the Error, with the line;
// `lines_before` of the file came before `text`.
Result<std::vector<ConlluSentence>> read_conllu(std::string_view text, const std::string& where,
                                                std::size_t lines_before = 0);

// Writes it; columns that hold nothing are "_".
void append_conllu(std::string& out, const ConlluSentence& sentence);

// The same for a sentence of our own, whose spans lie in `text`: with comments sent_id and text,
// "# newpar", SpaceAfter=No, and multiword ranges where word tokens touch ("do" + "n't").
void append_conllu(std::string& out, const Sentence& sentence, std::string_view text,
                   std::size_t number);

// A treebank's sentences as the text they came from: blanks as SpaceAfter says, an empty line where
// a paragraph starts; each token's span is set. What has no written form of its own (tokens of a
// range whose forms do not add up to it) shares the range's span.
std::string lay_out(std::vector<ConlluSentence>& sentences);

}  // namespace brink
