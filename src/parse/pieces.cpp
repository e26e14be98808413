// SPDX-License-Identifier: Apache-2.0
#include "parse/pieces.h"

#include <algorithm>
#include <string_view>

namespace brink::parse {
namespace {

bool is_mark(const Token& token) {
  static constexpr std::string_view kMarks[] = {",", ";", ":", ".", "!", "?", ")", "–", "—", "…"};
  return std::find(std::begin(kMarks), std::end(kMarks), token.form) != std::end(kMarks);
}

}  // namespace

std::vector<std::size_t> cut_into_pieces(std::span<const Token> tokens, std::size_t most) {
  std::vector<std::size_t> starts{0};
  while (tokens.size() - starts.back() > most) {
    std::size_t cut = starts.back() + most;
    const std::size_t least = starts.back() + most / 2;
    while (cut > least && !is_mark(tokens[cut - 1])) --cut;
    starts.push_back(cut > least ? cut : starts.back() + most);
  }
  return starts;
}

void join_trees(std::span<Token> tokens) {
  std::int32_t root = -1;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].head >= 0) continue;
    if (root < 0) {
      root = static_cast<std::int32_t>(i);
    } else {
      tokens[i].head = root;
      tokens[i].deprel = "parataxis";
    }
  }
}

}  // namespace brink::parse
