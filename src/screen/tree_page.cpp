// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fmt/format.h"
#include "screen/arcs.h"
#include "screen/ink.h"

namespace brink {
namespace {

constexpr int kWidestForm = 24;  // columns; longer forms are cut

int columns_of(std::string_view text) {  // code points
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<int> heads_of(const Sentence& sentence) {
  std::vector<int> heads;
  for (const Token& token : sentence.tokens) heads.push_back(token.head);
  return heads;
}

std::string form_of(const Token& token) { return cut(printable(token.form), kWidestForm); }

// The margins, or the number of each token and of its head.
std::vector<std::string> margins_of(const Sentence& sentence, int most) {
  const std::vector<int> heads = heads_of(sentence);
  std::vector<std::string> margins = arcs_of(heads, most);
  if (!margins.empty()) return margins;
  for (std::size_t i = 0; i < heads.size(); ++i) margins.push_back(fmt::format("{:>5} <- {:<5}", i + 1, heads[i] + 1));
  return margins;
}

std::string words_of(const Sentence& sentence) {
  std::string out;
  for (const Token& token : sentence.tokens) {
    const bool touches = &token != &sentence.tokens.front() && token.span.begin > 0 && token.span.begin == (&token - 1)->span.end;
    out += (out.empty() || touches ? "" : " ") + printable(token.form);
  }
  return out;
}

std::string relation_of(const Token& token, const Ink& ink) {
  const std::string name = padded(printable(token.deprel), 12);
  if (token.head < 0) return ink.bold(name);
  const bool core = name.starts_with("nsubj") || name.starts_with("obj") || name.starts_with("iobj") || name.starts_with("csubj");
  return core ? ink.green(name) : name;
}

}  // namespace

std::string tree_page(const Sentence& sentence, Look look) {
  const Ink ink(look);
  const std::vector<std::string> margins = margins_of(sentence, ink.width() / 3);
  int widest = 1;
  for (const Token& token : sentence.tokens) widest = std::max(widest, columns_of(form_of(token)));
  std::string page = ink.bold(wrapped(words_of(sentence), ink.width(), 0)) + "\n";
  for (std::size_t i = 0; i < margins.size(); ++i) {
    const Token& token = sentence.tokens[i];
    const int left = ink.width() - columns_of(margins[i]) - widest - 32;
    page += fmt::format("{} {} {} {} {}", ink.dim(margins[i]), padded(form_of(token), widest), ink.cyan(padded(printable(token.upos), 5)),
                        relation_of(token, ink), padded(cut(printable(token.lemma), 12), 12));
    if (left > 12 && !token.feats.empty()) page += " " + ink.dim(cut(printable(token.feats), left - 1));
    page.resize(page.find_last_not_of(' ') + 1);
    page += '\n';
  }
  return page + "\n";
}

}  // namespace brink
