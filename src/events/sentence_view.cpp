// SPDX-License-Identifier: Apache-2.0
#include "events/sentence_view.h"

#include "base/utf8.h"

namespace brink {
namespace {

std::string lower_of(const std::string& form) {
  bool ascii = true;
  for (const char c : form) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (!ascii) return fold_case(form);
  std::string lower = form;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// All tokens lie within the text and in order; only then their spans may be used.
bool is_sound(const Sentence& sentence, std::size_t text_size) {
  std::uint32_t at = 0;
  for (const Token& token : sentence.tokens) {
    if (token.span.begin < at || token.span.empty() || token.span.end > text_size ||
        token.form.empty())
      return false;
    at = token.span.end;
  }
  return sentence.span.end <= text_size && !sentence.span.empty();
}

}  // namespace

bool begin_reading(const Knowledge& knowledge, std::string_view text, const Sentence& sentence,
                   SentenceView& reading) {
  if (sentence.tokens.empty() || !is_sound(sentence, text.size())) return false;
  reading.sentence = &sentence;
  reading.text = text;
  for (const Token& token : sentence.tokens) {
    reading.lower.push_back(lower_of(token.form));
    reading.words.push_back(knowledge.words().find(reading.lower.back()));
  }
  reading.atoms = knowledge.atoms_of(sentence.tokens, reading.lower);
  return true;
}

void forget_reading(SentenceView& reading) {
  reading.chunks.clear();
  reading.chunk_of.clear();
  reading.ties.clear();
  reading.predicates.clear();
}

}  // namespace brink
