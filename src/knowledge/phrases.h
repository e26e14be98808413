// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

// Numbers for words. 0 is never given.
class Vocabulary {
 public:
  std::uint32_t add(std::string_view word);
  std::uint32_t find(std::string_view word) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
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
  static std::uint64_t edge(std::uint32_t node, std::uint32_t word) {
    return (static_cast<std::uint64_t>(node) << 32) | word;
  }

  bool folded_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
  std::vector<std::vector<std::uint32_t>> meanings_{1};  // by node; node 0 is the root
};

}  // namespace brink
