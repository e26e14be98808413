// SPDX-License-Identifier: Apache-2.0
#include "times/atoms.h"

namespace brink::times {
namespace {

constexpr std::size_t kLongestForm = 40;  // bytes; no part of a time expression is longer

bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

bool is_genitive(std::string_view rest) { return rest == "'s" || rest == "\u2019s"; }

// Where a form is cut: behind and before each hyphen and dash, before "pm" in "10pm", before a
// genitive that the tokens left on; not within 2022-01-28 nor "1990s" nor "28th".
std::size_t next_cut(std::string_view form, std::size_t from) {
  constexpr std::string_view kEnDash = "\u2013";
  if (form[from] == '-') return from + 1;
  if (form.substr(from).starts_with(kEnDash)) return from + kEnDash.size();
  for (std::size_t i = from + 1; i < form.size(); ++i) {
    if (is_genitive(form.substr(i))) return i;
    if (form[i] == '-' || form.substr(i).starts_with(kEnDash)) return i;
    const std::string_view rest = form.substr(i);
    const bool half = rest.size() >= 2 && (rest[0] | 32) != 's' && (rest[1] | 32) == 'm' &&
                      ((rest[0] | 32) == 'a' || (rest[0] | 32) == 'p');
    const bool dotted = rest.size() >= 3 && rest[1] == '.' &&
                        ((rest[0] | 32) == 'a' || (rest[0] | 32) == 'p') && (rest[2] | 32) == 'm';
    if (is_figure(form[i - 1]) && is_letter(form[i]) && (half || dotted)) return i;
  }
  return form.size();
}

bool is_iso(std::string_view form) {
  return form.size() == 10 && form[4] == '-' && form[7] == '-' && is_figure(form[0]) &&
         is_figure(form[9]);
}

void add(std::string_view form, Span span, std::uint32_t token, std::vector<Atom>& atoms) {
  Atom& atom = atoms.emplace_back();
  atom.span = span;
  atom.first_token = atom.last_token = token;
  if (form.size() > kLongestForm) return;
  atom.capital = is_upper(form.front());
  for (const char c : form) atom.lower += is_upper(c) ? static_cast<char>(c | 32) : c;
  if (atom.lower == "\u2019s") atom.lower = "'s";
  if (atom.lower == "\u2013") atom.lower = "-";
  atom.full_stop = atom.lower.size() > 1 && atom.lower.back() == '.';
  if (atom.full_stop) atom.lower.pop_back();
  if (atom.full_stop && is_figure(atom.lower.back())) {  // a sentence's end that stuck to a number
    --atom.span.end;
    atom.full_stop = false;
  }
}

// "Q" and "3" that the tokens parted are one again.
void join_quarters(std::vector<Atom>& atoms) {
  for (std::size_t i = 0; i + 1 < atoms.size(); ++i) {
    const std::string& next = atoms[i + 1].lower;
    const bool digit = next.size() == 1 && next[0] >= '1' && next[0] <= '4';
    if (atoms[i].lower != "q" || !digit || atoms[i].span.end != atoms[i + 1].span.begin) continue;
    atoms[i + 1].lower = "q" + next;
    atoms[i + 1].span.begin = atoms[i].span.begin;
    atoms[i + 1].first_token = atoms[i].first_token;
    atoms.erase(atoms.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void read_atoms(const Lexicon& lexicon, const Sentence& sentence, std::vector<Atom>& atoms) {
  atoms.clear();
  atoms.reserve(sentence.tokens.size() + 8);
  for (std::uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    const Token& token = sentence.tokens[t];
    const std::string_view form = token.form;
    if (form.empty()) continue;
    // A token whose form is not the text it stands for cannot be cut.
    const bool whole =
        form.size() > kLongestForm || is_iso(form) || token.span.size() != form.size();
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t end = whole ? form.size() : next_cut(form, at);
      const auto begin = token.span.begin + static_cast<std::uint32_t>(at);
      const Span span =
          whole ? token.span : Span{begin, begin + static_cast<std::uint32_t>(end - at)};
      add(form.substr(at, end - at), span, t, atoms);
      at = end;
    }
  }
  join_quarters(atoms);
  for (Atom& atom : atoms) lexicon.read(atom.lower, atom.readings);
}

}  // namespace brink::times
