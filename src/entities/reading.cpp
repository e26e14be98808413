// SPDX-License-Identifier: Apache-2.0
#include "entities/reading.h"

#include "base/utf8.h"

namespace brink::entities {
namespace {

// Of words that may have one, the share with a capital from which a line is taken for a headline,
// and the fewest words of which that is asked.
constexpr double kHeadlineShare = 0.7;
constexpr std::size_t kFewestWords = 5;

bool is_ascii(std::string_view form) {
  for (const char c : form)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

std::uint8_t look_of(const std::string& form, const std::string& lower) {
  std::uint8_t look = 0;
  const auto first = static_cast<unsigned char>(form[0]);
  if (is_upper(form[0]) || is_lower(form[0]) || first >= 0xC3) look |= kWordlike;
  // A letter beyond ASCII is a capital if its lower case is another.
  if (is_upper(form[0]) || (first >= 0xC3 && form.substr(0, 2) != lower.substr(0, 2)))
    look |= kCapital;
  if (!(look & kCapital)) return look;
  std::size_t capitals = 0, small = 0;
  for (const char c : form) {
    capitals += is_upper(c);
    small += is_lower(c);
  }
  if (capitals > 1 && small == 0) look |= kAllCaps;
  if (form.size() == 1 || (form.size() == 2 && form[1] == '.')) look |= kInitial;
  return look;
}

bool opens(std::string_view form) {
  return form == "\"" || form == "“" || form == "‘" || form == "``" || form == ":" || form == "—" ||
         form == "–" || form == "--" || form == "(" || form == "[" || form == "…" || form == "...";
}

bool is_headline(const Reading& reading) {
  std::size_t words = 0, capitals = 0;
  for (std::size_t i = 1; i < reading.size(); ++i) {
    if (!reading.is(i, kWordlike) || reading.classes(i) || reading.lower[i].size() < 3) continue;
    ++words;
    capitals += reading.is(i, kCapital);
  }
  return words >= kFewestWords &&
         static_cast<double>(capitals) >= kHeadlineShare * static_cast<double>(words);
}

}  // namespace

Reading read(const Knowledge& knowledge, std::string_view text, const Sentence& sentence) {
  Reading reading;
  reading.sentence = &sentence;
  reading.text = text;
  const std::size_t n = sentence.tokens.size();
  reading.lower.reserve(n);
  reading.words.reserve(n);
  reading.looks.reserve(n);
  for (const Token& token : sentence.tokens) {
    reading.lower.push_back(is_ascii(token.form) ? ascii_lower(token.form) : fold_case(token.form));
    reading.words.push_back(knowledge.words().find(reading.lower.back()));
    reading.looks.push_back(look_of(token.form, reading.lower.back()));
  }
  bool opening = true;
  for (std::size_t i = 0; i < n; ++i) {
    if (opening) reading.looks[i] |= kOpening;
    opening = opens(sentence.tokens[i].form) || (opening && !reading.is(i, kWordlike));
  }
  reading.atoms = knowledge.atoms_of(sentence.tokens, reading.lower);
  reading.first_atom.assign(n + 1, reading.atoms.size());
  for (std::size_t a = reading.atoms.size(); a-- > 0;)
    reading.first_atom[reading.atoms[a].token] = a;
  for (std::size_t i = n; i-- > 0;)  // a token without atoms has those of the next
    if (reading.first_atom[i] == reading.atoms.size())
      reading.first_atom[i] = reading.first_atom[i + 1];
  reading.headline = is_headline(reading);
  return reading;
}

bool is_sound(const Sentence& sentence, std::size_t text_size) {
  std::uint32_t at = 0;
  for (const Token& token : sentence.tokens) {
    if (token.span.begin < at || token.span.empty() || token.span.end > text_size ||
        token.form.empty())
      return false;
    at = token.span.begin;  // tokens of one written word may share its span
  }
  return !sentence.tokens.empty() && sentence.span.end <= text_size && !sentence.span.empty();
}

}  // namespace brink::entities
