// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// Runs `visit` over the words of a text in their order, as both stores cut and compare them: runs of
// letters and digits of any script, in lower case, without marks over or under letters (as SQLite's
// unicode61 with remove_diacritics 2, and Greek without its breathings). A word longer than 500 bytes counts by its beginning.
void each_indexed_word(std::string_view text, const std::function<void(const std::string& word)>& visit);

// A reader's question of words, separated by blanks; all of them must occur. "invas*": begins so;
// "S-400": its parts one after the other. No character is taken as an operator. Empty when the
// question has no word.
std::string fts5_question(const std::string& text);  // in the language of SQLite's FTS5
std::string tsquery_of(const std::string& text);     // as PostgreSQL writes a tsquery

// Whether a text has what such a question asks for.
class WordQuestion {
 public:
  explicit WordQuestion(const std::string& text);
  bool asks() const { return !phrases_.empty(); }
  bool answered_by(std::string_view text) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    bool open;  // the last is the beginning of a word
  };
  std::vector<Phrase> phrases_;
};

}  // namespace brink
