// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "sentences/conllu.h"

namespace brink {
namespace {

constexpr std::string_view kNoSpace = "SpaceAfter=No";

void put_number(std::string& out, std::size_t n) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
  out.append(digits, end);
}

void put_column(std::string& out, std::string_view text) {
  out += '\t';
  if (text.empty()) out += '_';
  else out += text;
}

// The line of a token up to its eighth column.
void put_token(std::string& out, std::size_t number, const Token& t) {
  put_number(out, number);
  put_column(out, t.form);
  put_column(out, t.lemma);
  put_column(out, t.upos);
  put_column(out, t.xpos);
  put_column(out, t.feats);
  if (t.deprel.empty()) {
    out += "\t_\t_";
    return;
  }
  out += '\t';
  put_number(out, static_cast<std::size_t>(t.head + 1));
  put_column(out, t.deprel);
}

void put_range(std::string& out, std::size_t first, std::size_t last, std::string_view form,
               std::string_view misc) {
  put_number(out, first + 1);
  out += '-';
  put_number(out, last + 1);
  put_column(out, form);
  out += "\t_\t_\t_\t_\t_\t_\t_";
  put_column(out, misc);
  out += '\n';
}

bool ascii_letter(char c) { return static_cast<unsigned char>((c | 32) - 'a') < 26; }

// Begins as words do: with a letter, a digit or an apostrophe.
bool word(std::string_view form) {
  const char first = form.front();
  if (static_cast<unsigned char>(first) < 0x80)
    return ascii_letter(first) || first == '\'' || (first >= '0' && first <= '9');
  std::size_t at = 0;
  const char32_t c = next_code_point(form, at);
  return c == 0x2019 || (c > 0xBF && !(c >= 0x2000 && c < 0x2C00));
}

// Letters and apostrophes alone.
bool clitic(std::string_view form) {
  for (std::size_t at = 0; at < form.size();) {
    if (ascii_letter(form[at]) || form[at] == '\'') ++at;
    else if (form.substr(at, 3) == "\u2019") at += 3;
    else return false;
  }
  return true;
}

// The last of the tokens from `first` on that are written as one word.
std::size_t last_of_word(const std::vector<Token>& tokens, std::size_t first) {
  std::size_t last = first;
  while (last + 1 < tokens.size() && tokens[last].span.end == tokens[last + 1].span.begin &&
         word(tokens[last].form) && clitic(tokens[last + 1].form))
    ++last;
  return last;
}

void put_text(std::string& out, std::string_view text) {
  out += "# text = ";
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
  if (plain && text.find("  ") == std::string_view::npos) out += text;
  else out += squeeze(text);
  out += '\n';
}

}  // namespace

void append_conllu(std::string& out, const ConlluSentence& s) {
  for (const std::string& comment : s.comments) (out += comment) += '\n';
  std::size_t range = 0, node = 0;
  const auto nodes_before = [&](std::size_t i) {
    for (; node < s.empty_nodes.size() && s.empty_nodes[node].before == static_cast<int>(i); ++node)
      (out += s.empty_nodes[node].line) += '\n';
  };
  const auto& tokens = s.sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    nodes_before(i);
    for (; range < s.ranges.size() && s.ranges[range].first == static_cast<int>(i); ++range)
      put_range(out, i, static_cast<std::size_t>(s.ranges[range].last), s.ranges[range].form,
                s.ranges[range].misc);
    put_token(out, i + 1, tokens[i]);
    put_column(out, i < s.extra.size() ? s.extra[i] : "");
    put_column(out, i < s.misc.size() ? s.misc[i] : "");
    out += '\n';
  }
  nodes_before(tokens.size());
  out += '\n';
}

void append_conllu(std::string& out, const Sentence& sentence, std::string_view text,
                   std::size_t number) {
  if (sentence.starts_paragraph) out += "# newpar\n";
  out += "# sent_id = ";
  put_number(out, number);
  out += '\n';
  put_text(out, sentence.span.of(text));
  const auto& tokens = sentence.tokens;
  const auto misc = [&](std::size_t i) {
    const bool touch = i + 1 < tokens.size() && tokens[i].span.end == tokens[i + 1].span.begin;
    return touch ? kNoSpace : std::string_view();
  };
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t last = last_of_word(tokens, i);
    if (last > i)
      put_range(out, i, last, text.substr(tokens[i].span.begin, tokens[last].span.end - tokens[i].span.begin),
                misc(last));
    for (const bool whole = last > i; i <= last; ++i) {
      put_token(out, i + 1, tokens[i]);
      put_column(out, "");
      put_column(out, whole ? std::string_view() : misc(i));
      out += '\n';
    }
  }
  out += '\n';
}

}  // namespace brink
