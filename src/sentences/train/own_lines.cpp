// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sentences/train/train_splitter.h"

namespace brink::sentences {
namespace {

Span append(std::string& text, std::string_view piece) {
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += piece;
  return {begin, static_cast<std::uint32_t>(text.size())};
}

// Appends the line's tokens; each begins after a blank or at a bar, which is not text.
Sentence take_line(std::string& text, std::string_view line) {
  Sentence sentence;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of(" |"), line.size());
    Token token;
    token.form = line.substr(0, end);
    token.span = append(text, token.form);
    sentence.tokens.push_back(std::move(token));
    if (end < line.size() && line[end] == ' ') text += ' ';
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  sentence.span = {sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
  return sentence;
}

}  // namespace

GoldText read_own_lines(std::string_view file) {
  GoldText gold;
  bool starts = true;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.starts_with("# ")) continue;
    if (line.empty()) {
      starts = true;
      continue;
    }
    const bool touches = line.front() == '|';
    if (touches) line.remove_prefix(1);
    if (!gold.text.empty() && !touches) gold.text += starts ? "\n\n" : " ";
    gold.sentences.push_back(take_line(gold.text, line));
    gold.sentences.back().starts_paragraph = starts;
    starts = false;
  }
  return gold;
}

}  // namespace brink::sentences
