// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "brink/sentence.h"

namespace brink {

// Quotation marks seen so far: whether the text stands within them.
class QuoteMarks {
 public:
  void begin_paragraph() { open_ = false; }

  // By token of the next sentence: whether it stands within them.
  std::vector<bool> read(const Sentence& sentence) {
    std::vector<bool> inside(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const std::string& form = sentence.tokens[i].form;
      if (form == "“" || form == "``")
        open_ = true;
      else if (form == "”" || form == "''")
        open_ = false;
      else if (form == "\"")
        open_ = !open_;
      inside[i] = open_;
    }
    return inside;
  }

 private:
  bool open_ = false;
};

}  // namespace brink
