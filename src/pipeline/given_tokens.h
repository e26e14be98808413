// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/document.h"
#include "brink/result.h"
#include "brink/sentence.h"

namespace brink {

// A document of a CoNLL-U file: its sentences with the tokens (and the grammar, where columns are
// filled) as given, laid out into a text.
struct GivenTokens {
  Document document;  // id: of "# newdoc id", else the file's name; published: of "# meta::date" or
                      // "# date", which the document's first sentence may carry
  std::vector<Sentence> sentences;
  std::vector<std::string> sentence_ids;  // "# sent_id"; where it is missing, the number, from 1
};

// The documents of a file, or of standard input ("-"). Error with the line that is no CoNLL-U.
Result<std::vector<GivenTokens>> read_given_tokens(const std::string& file);

}  // namespace brink
