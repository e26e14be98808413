// SPDX-License-Identifier: Apache-2.0
#include "pipeline/grammar.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/block_reader.h"

namespace brink {
namespace {

// Most sentences and tokens parsed at once: enough for the parser to work at its full speed, few
// enough that what it holds meanwhile stays small.
constexpr std::size_t kMostSentences = 512, kMostTokens = 16384;

// Bytes looked at together: of text, where no empty line parts it; of CoNLL-U, in one sentence.
constexpr std::size_t kLongestParagraph = 256u << 10, kLongestSentence = 16u << 20;

// How many of the sentences from `from` on are parsed next.
std::size_t batch_size(std::span<const Sentence> sentences) {
  std::size_t n = 0, tokens = 0;
  while (n < sentences.size() && n < kMostSentences && tokens < kMostTokens)
    tokens += sentences[n++].tokens.size();
  return n;
}

void without_grammar(Sentence& sentence) {
  for (Token& token : sentence.tokens) {
    token.lemma.clear(), token.upos.clear(), token.xpos.clear(), token.feats.clear();
    token.deprel.clear();
    token.head = -1;
  }
}

std::size_t lines_of(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// What a stretch that was cut inside a paragraph must leave for the next one: its last sentence,
// which may go on. Not more than half, so that reading comes forward.
std::size_t open_sentence(std::span<const Sentence> sentences, std::size_t size) {
  if (sentences.size() < 2 || sentences.back().span.begin < size / 2) return size;
  return sentences.back().span.begin;
}

}  // namespace

Outcome Grammar::read_text(ByteSource& source,
                           const std::function<bool(const ParsedText&)>& visit) const {
  BlockReader blocks(source, kLongestParagraph);
  bool first = true, inside = false;
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    std::string repaired;
    if (!is_utf8(block)) block = repaired = repair_utf8(block);
    std::vector<Sentence> sentences = splitter_.split(block);
    if (inside && !sentences.empty()) sentences.front().starts_paragraph = false;
    inside = blocks.cut_short();
    if (inside && repaired.empty()) {  // offsets into repaired text say nothing about the source
      const std::size_t end = open_sentence(sentences, block.size());
      blocks.put_back_from(end);
      if (end < block.size()) sentences.pop_back();
    }
    for (std::span<Sentence> left = sentences; !left.empty();) {
      const std::span<Sentence> batch = left.first(batch_size(left));
      parse_(batch);
      if (!visit({block, batch, first})) return Done{};
      first = false;
      left = left.subspan(batch.size());
    }
  }
  if (blocks.damage()) return *blocks.damage();
  return Done{};
}

Outcome Grammar::read_conllu(
    ByteSource& source, const std::string& where,
    const std::function<bool(std::span<const ConlluSentence>)>& visit) const {
  BlockReader blocks(source, kLongestSentence);
  std::size_t line = 0;
  std::vector<Sentence> bare;
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    if (blocks.cut_short())
      return Error{"conllu", where + " line " + std::to_string(line + 1),
                   "a sentence of more than " + std::to_string(kLongestSentence >> 20) + " MB",
                   "an empty line"};
    auto read = brink::read_conllu(block, where, line);
    if (!read) return read.error();
    line += lines_of(block);
    bare.clear();
    for (ConlluSentence& s : *read) {
      without_grammar(s.sentence);
      bare.push_back(std::move(s.sentence));
    }
    for (std::span<Sentence> left = bare; !left.empty();) {
      const std::size_t n = batch_size(left), from = bare.size() - left.size();
      parse_(left.first(n));
      for (std::size_t i = 0; i < n; ++i) (*read)[from + i].sentence = std::move(left[i]);
      if (!visit(std::span(*read).subspan(from, n))) return Done{};
      left = left.subspan(n);
    }
  }
  if (blocks.damage()) return *blocks.damage();
  return Done{};
}

}  // namespace brink
