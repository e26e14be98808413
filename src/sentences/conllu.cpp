// SPDX-License-Identifier: Apache-2.0
#include "sentences/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"

namespace brink {
namespace {

using Columns = std::array<std::string_view, 10>;

bool split_columns(std::string_view line, Columns& out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t end = line.find('\t');
    if ((end == std::string_view::npos) != (i + 1 == out.size())) return false;
    out[i] = line.substr(0, end);
    if (end != std::string_view::npos) line.remove_prefix(end + 1);
  }
  return true;
}

// A number of one to `most`, or -1.
std::int32_t number(std::string_view text, std::int32_t least) {
  std::int32_t n = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc() && end == text.data() + text.size() && n >= least ? n : -1;
}

std::string value(std::string_view column) { return column == "_" ? "" : std::string(column); }

// Reads one sentence at a time; `problem` says what was wrong with the last line.
class Reader {
 public:
  Error error(const std::string& where, std::size_t line) const {
    return {"conllu", where + " line " + std::to_string(line), problem_, expected_};
  }

  bool take(std::string_view line) {
    if (line.front() == '#') return now_.comments.emplace_back(line), true;
    Columns c;
    if (!split_columns(line, c)) return wrong("another number of columns", "10, parted by tabs");
    if (c[0].find('.') != std::string_view::npos)
      return now_.empty_nodes.push_back({size(), std::string(line)}), true;
    if (const std::size_t dash = c[0].find('-'); dash != std::string_view::npos)
      return take_range(c, dash);
    if (number(c[0], 1) != size() + 1)
      return wrong("token number " + std::string(c[0]), std::to_string(size() + 1));
    return take_token(c);
  }

  bool finish(std::vector<ConlluSentence>& out) {
    for (const Token& token : now_.sentence.tokens)
      if (token.head >= size()) return wrong("a head beyond the sentence", "one of its tokens");
    for (const auto& range : now_.ranges)
      if (range.last >= size()) return wrong("a range beyond the sentence", "its tokens");
    if (!now_.sentence.tokens.empty()) out.push_back(std::move(now_));
    now_ = {};
    return true;
  }

 private:
  std::int32_t size() const { return static_cast<std::int32_t>(now_.sentence.tokens.size()); }

  bool wrong(std::string found, std::string expected) {
    problem_ = std::move(found), expected_ = std::move(expected);
    return false;
  }

  bool take_range(const Columns& c, std::size_t dash) {
    ConlluSentence::Range range;
    range.first = number(c[0].substr(0, dash), 1) - 1;
    range.last = number(c[0].substr(dash + 1), 1) - 1;
    if (range.first != size() || range.last < range.first)
      return wrong("range " + std::string(c[0]), "one that starts at the next token");
    range.form = c[1], range.misc = c[9];
    now_.ranges.push_back(std::move(range));
    return true;
  }

  bool take_token(const Columns& c) {
    Token token;
    token.form = c[1];
    token.lemma = c[2] == "_" && c[1] != "_" ? "" : std::string(c[2]);
    token.upos = value(c[3]), token.xpos = value(c[4]), token.feats = value(c[5]);
    token.deprel = value(c[7]);
    if (c[6] != "_") {
      const std::int32_t head = number(c[6], 0);
      if (head < 0) return wrong("head " + std::string(c[6]), "a number");
      token.head = head - 1;
    }
    now_.sentence.tokens.push_back(std::move(token));
    now_.extra.emplace_back(c[8]);
    now_.misc.emplace_back(c[9]);
    return true;
  }

  ConlluSentence now_;
  std::string problem_, expected_;
};

bool no_space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") != std::string_view::npos;
}

}  // namespace

std::string_view ConlluSentence::comment(std::string_view key) const {
  for (const std::string& line : comments) {
    std::string_view rest = trim(std::string_view(line).substr(1));
    if (rest.substr(0, key.size()) != key) continue;
    rest = trim(rest.substr(key.size()));
    if (!rest.empty() && rest.front() == '=') return trim(rest.substr(1));
  }
  return {};
}

bool ConlluSentence::has_comment(std::string_view key) const {
  for (const std::string& line : comments) {
    const std::string_view rest = trim(std::string_view(line).substr(1));
    if (rest.substr(0, key.size()) == key && (rest.size() == key.size() || rest[key.size()] == ' '))
      return true;
  }
  return false;
}

Result<std::vector<ConlluSentence>> read_conllu(std::string_view text, const std::string& where,
                                                std::size_t lines_before) {
  std::vector<ConlluSentence> out;
  Reader reader;
  std::size_t line_number = lines_before;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool good = line.empty() ? reader.finish(out) : reader.take(line);
    if (!good) return reader.error(where, line_number);
  }
  if (!reader.finish(out)) return reader.error(where, line_number);
  return out;
}

std::string lay_out(std::vector<ConlluSentence>& sentences) {
  std::string text;
  bool space = false;
  for (ConlluSentence& s : sentences) {
    const bool breaks = s.has_comment("newpar") || s.has_comment("newdoc");
    if (!text.empty()) text += breaks ? "\n\n" : space ? " " : "";
    s.sentence.starts_paragraph = breaks || text.empty();
    std::size_t range = 0;
    auto& tokens = s.sentence.tokens;
    space = false;
    for (std::size_t i = 0; i < tokens.size();) {
      if (space) text += ' ';
      const bool whole =
          range < s.ranges.size() && s.ranges[range].first == static_cast<std::int32_t>(i);
      const std::size_t last = whole ? static_cast<std::size_t>(s.ranges[range].last) : i;
      const std::string form = whole ? s.ranges[range].form : tokens[i].form;
      std::string parts;
      for (std::size_t j = i; j <= last; ++j) parts += tokens[j].form;
      std::uint32_t at = static_cast<std::uint32_t>(text.size());
      const Span all{at, at + static_cast<std::uint32_t>(form.size())};
      for (std::size_t j = i; j <= last; ++j) {
        const auto size = static_cast<std::uint32_t>(tokens[j].form.size());
        tokens[j].span = parts == form ? Span{at, at + size} : all;
        at += size;
      }
      text += form;
      space = !no_space_after(whole ? s.ranges[range].misc : s.misc[i]);
      if (whole) ++range;
      i = last + 1;
    }
    s.sentence.span = {tokens.front().span.begin, tokens.back().span.end};
  }
  return text;
}

}  // namespace brink
