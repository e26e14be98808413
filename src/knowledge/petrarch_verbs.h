// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brink {

struct DictionaryFile;

// One thing that a pattern asks for.
struct PatternPart {
  enum class Kind {
    kWords,     // one of several phrases
    kSource,    // $
    kTarget,    // +
    kCompound,  // %: source and target
    kSkip,      // ^: one word
    kVerb,      // *
  };
  Kind kind = Kind::kWords;
  std::vector<std::vector<std::string>> phrases;  // in lower case
  bool next_to_last = false;  // directly behind the part before it
};

struct VerbPattern {
  std::vector<PatternPart> parts;
  std::size_t verb = 0;       // which part is the verb
  std::string code, reverse;  // reverse: of target to source; "" for none. "---": no event
  std::string text;           // as written, without the code
};

// Verbs that share patterns.
struct VerbBlock {
  std::string name;
  std::vector<VerbPattern> patterns;  // the most telling first
};

// A form of a verb: its words, of which one stands at the verb's place.
struct DictionaryVerb {
  std::vector<std::string> words;
  std::size_t head = 0;
  std::size_t block = 0;
  std::string code, reverse;
};

// TABARI's and PETRARCH's verbs, with their patterns and sets of synonyms.
class VerbDictionary {
 public:
  void read(std::string_view text, DictionaryFile& file);

  bool empty() const { return forms_.empty(); }
  // Forms whose verb is this word in lower case, the longest first.
  const std::vector<DictionaryVerb>* forms(std::string_view word) const;
  const VerbBlock& block(std::size_t number) const { return blocks_[number]; }
  std::size_t pattern_count() const;

 private:
  friend class VerbReader;
  std::unordered_map<std::string, std::vector<DictionaryVerb>> forms_;
  std::vector<VerbBlock> blocks_;
  std::map<std::string, std::vector<std::vector<std::string>>, std::less<>> synsets_;
};

}  // namespace brink
