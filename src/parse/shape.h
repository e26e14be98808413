// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace brink::parse {

// What each token is asked besides its head.
enum Question { kUpos, kXpos, kFeats, kLemma, kQuestions };

// How wide the network is. Products want multiples of 16 wherever a table has columns.
struct Sizes {
  int words = 0;      // rows of the vocabulary; 0 is the unknown word, 1 the root
  int row_bits = 16;  // 2^bits rows for parts of words
  int dim = 192;      // of a token's vector
  int hidden = 128;   // of the recurrent layers, each direction
  int layers = 2;
  int arc = 96, label = 64, tag = 80;
  std::array<int, kQuestions> answers{};
  int relations = 0;
};

inline int up16(int n) { return (n + 15) / 16 * 16; }

// Columns of the first layer of every answer: arc dependant, arc head, relation the same, tags.
inline int head_columns(const Sizes& s) { return 2 * s.arc + 2 * s.label + s.tag; }

// Columns of all answers, and of those that every token is asked (UPOS and XPOS).
inline int answer_columns(const Sizes& s) {
  int sum = 0;
  for (const int n : s.answers) sum += n;
  return up16(sum);
}
inline int first_answer_columns(const Sizes& s) {
  return up16(s.answers[kUpos] + s.answers[kXpos]);
}

inline constexpr float kLeak = 0.1f;  // what is left of a negative number behind the first layer

}  // namespace brink::parse
