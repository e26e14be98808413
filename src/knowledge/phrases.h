// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/sentence.h"

namespace brink {

// A sentence cut finer than tokens, so that names match whatever the tokenizer does with hyphens,
// points and apostrophes: runs of letters and digits, and every other byte sequence by itself.
struct Atom {
  std::uint32_t exact = 0;   // word number; 0: no table has this word
  std::uint32_t folded = 0;  // the same in lower case
  std::uint32_t token = 0;   // index of the token that it lies in
  bool starts_token = false, ends_token = false;
};

// Numbers for words. 0 is never given. The tables name some fifty thousand words and are read at
// every start, so the words lie in one string and their places in one row of slots: no allocation a
// word, nothing to free one by one.
class Vocabulary {
 public:
  Vocabulary() : slots_(1u << 12) {}

  std::uint32_t add(std::string_view word);
  std::uint32_t find(std::string_view word) const { return slots_[slot_of(word)]; }

 private:
  friend struct KnowledgeFields;
  // Where `word` is, or the empty slot where it would be.
  std::size_t slot_of(std::string_view word) const;
  std::string_view word(std::uint32_t number) const {
    return std::string_view(letters_).substr(ends_[number - 1], ends_[number] - ends_[number - 1]);
  }
  void grow();

  std::string letters_;                 // all words, one behind the other
  std::vector<std::uint32_t> ends_{0};  // by number: where the word ends in letters_
  std::vector<std::uint32_t> slots_;    // numbers, by hash; 0: empty; their count is a power of two
};

inline constexpr std::string_view kCurvedApostrophe = "\xE2\x80\x99";  // U+2019

// Calls visit(piece) for each piece of `text`, in order; blanks part pieces and are none. A curved
// apostrophe is a straight one, so that tables need to write a name once.
template <class Visit>
void for_each_atom(std::string_view text, Visit&& visit) {
  const auto is_curved = [&](std::size_t i) {
    return text[i] == '\xE2' && text.compare(i, 3, kCurvedApostrophe) == 0;
  };
  const auto is_word = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x80 && !is_curved(i));
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (is_word(i))
      while (end < text.size() && is_word(end)) ++end;
    else if (is_curved(i))
      end = i + kCurvedApostrophe.size();
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n')
      visit(is_curved(i) ? std::string_view("'") : text.substr(i, end - i));
    i = end;
  }
}

// Phrases and what they mean, found in a run of atoms, longest first. Meanings are numbers of the
// owner's making; one phrase may have several.
class Phrases {
 public:
  explicit Phrases(bool folded) : folded_(folded) {}

  void add(std::string_view phrase, std::uint32_t meaning, Vocabulary& words);

  struct Hit {
    std::size_t end = 0;  // atom after the last; 0: nothing found
    std::span<const std::uint32_t> meanings;
  };
  // The longest phrase that begins at atoms[at] and ends where a token ends.
  Hit longest(std::span<const Atom> atoms, std::size_t at) const;

 private:
  friend struct KnowledgeFields;
  // What a node means: meanings_[first, first + count).
  struct Node {
    std::uint32_t first = 0, count = 0;
  };
  struct Edge {
    std::uint32_t node = 0, word = 0, to = 0;  // to 0: no edge
  };

  std::span<const std::uint32_t> meanings_of(std::uint32_t node) const {
    return {meanings_.data() + nodes_[node].first, nodes_[node].count};
  }
  // Where the edge is, or the empty slot where it would be.
  std::size_t slot_of(std::uint32_t node, std::uint32_t word) const;
  std::uint32_t follow_or_make(std::uint32_t node, std::uint32_t word);
  void grow();

  bool folded_;
  std::vector<Edge> edges_ = std::vector<Edge>(1u << 12);  // by hash; their count is a power of two
  std::vector<Node> nodes_{1};                             // node 0 is the root
  std::vector<std::uint32_t> meanings_;
};

}  // namespace brink
