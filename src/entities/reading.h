// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink::entities {

// How a token is written, as bits.
enum Look : std::uint8_t {
  kCapital = 1,   // begins with a capital
  kAllCaps = 2,   // two letters or more, all capitals
  kInitial = 4,   // "J." or "J"
  kOpening = 8,   // begins a sentence or what stands in quotation marks: its capital tells nothing
  kWordlike = 16  // begins with a letter
};

// A sentence with what the tables know of its words.
struct Reading {
  const Sentence* sentence = nullptr;
  std::string_view text;           // the document's
  std::vector<std::string> lower;  // the tokens in lower case
  std::vector<const Word*> words;  // may be nullptr
  std::vector<Atom> atoms;
  std::vector<std::size_t> first_atom;  // by token, and one past the last
  std::vector<std::uint8_t> looks;      // Look bits by token
  bool headline = false;                // most words have capitals, so that they tell nothing

  std::size_t size() const { return lower.size(); }
  const Token& token(std::size_t i) const { return sentence->tokens[i]; }
  std::uint32_t classes(std::size_t i) const { return words[i] ? words[i]->classes : 0; }
  bool is(std::size_t i, Look look) const { return looks[i] & look; }
  bool is_genitive(std::size_t i) const {
    return i < size() && (lower[i] == "'s" || lower[i] == "’s" || lower[i] == "'" || lower[i] == "’");
  }
  // No blank between token i and the next.
  bool is_tight(std::size_t i) const {
    return i + 1 < size() && token(i).span.end == token(i + 1).span.begin;
  }
  bool is_hyphen(std::size_t i) const {  // inside a word
    return i > 0 && i + 1 < size() && lower[i] == "-" && is_tight(i - 1) && is_tight(i);
  }
  Span span_of(std::size_t begin, std::size_t end) const {
    return {token(begin).span.begin, token(end - 1).span.end};
  }
  std::string text_of(std::size_t begin, std::size_t end) const {
    return std::string(span_of(begin, end).of(text));
  }
};

Reading read(const Knowledge& knowledge, std::string_view text, const Sentence& sentence);

// All tokens lie within the text and in order; only then their spans may be used.
bool is_sound(const Sentence& sentence, std::size_t text_size);

}  // namespace brink::entities
