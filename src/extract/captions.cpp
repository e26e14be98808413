// SPDX-License-Identifier: Apache-2.0
#include "extract/captions.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/utf8.h"
#include "extract/plain.h"
#include "extract/rights.h"
#include "extract/tables.h"
#include "extract/wires.h"

namespace brink {
namespace {

constexpr std::size_t kLongestCaption = 2000;  // bytes
constexpr std::size_t kLongestCredit = 160;    // bytes
constexpr std::ptrdiff_t kMostBlanks = 14;     // in a line that is a credit
constexpr std::size_t kMostWords = 4;          // of one name in the tables

enum class Kind { kNone, kAgency, kFile, kLabel, kWord };

struct Meaning {
  Kind kind = Kind::kNone;
  std::string_view name;
};

using Meanings = std::unordered_map<std::string_view, Meaning>;

const Meanings& meanings() {
  static const Meanings kMeanings = [] {
    static constexpr std::pair<std::string_view, Kind> kKinds[] = {{"agency", Kind::kAgency},
                                                                   {"file", Kind::kFile},
                                                                   {"label", Kind::kLabel},
                                                                   {"word", Kind::kWord}};
    Meanings table;
    for (const auto& row : extract_rows("credits.tsv")) {
      if (row.size() != 3) continue;
      const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                     [&](const auto& k) { return k.first == row[0]; });
      if (kind == std::end(kKinds)) continue;
      for (std::string_view rest = row[2]; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        table.emplace(rest.substr(0, comma), Meaning{kind->second, row[1]});
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    }
    return table;
  }();
  return kMeanings;
}

Meaning meaning_of(std::string_view words) {
  if (words.empty() || words.size() > 64) return {};
  if (const auto wire = wire_named(words); !wire.empty()) return {Kind::kAgency, wire};
  const auto found = meanings().find(lower_case(words));
  return found == meanings().end() ? Meaning{} : found->second;
}

// Words of short agency names are also common words ("ap", "uni", "spa"): only as they sign.
bool signs_so(std::string_view word, const Meaning& meaning) {
  if (meaning.kind != Kind::kAgency || word.size() > 5) return true;
  return word == meaning.name ||
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_parting(char c) { return c == '/' || c == '|' || c == ',' || c == ';' || c == '+'; }

// Cuts a credit into words; marks that part names stand as words of their own.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
    } else if (is_parting(text[at])) {
      words.push_back(text.substr(at++, 1));
    } else {
      const std::size_t from = at;
      while (at < text.size() && text[at] != ' ' && !is_parting(text[at])) ++at;
      words.push_back(text.substr(from, at - from));
    }
  }
  return words;
}

std::string_view without_marks(std::string_view word) {
  constexpr std::string_view kMarks = ".:()[]-\"'";
  while (!word.empty() && kMarks.find(word.back()) != kMarks.npos) word.remove_suffix(1);
  while (!word.empty() && kMarks.find(word.front()) != kMarks.npos) word.remove_prefix(1);
  return word;
}

struct Credit {
  std::vector<std::string> names;
  bool agency = false, file = false, label = false;
  std::size_t unknown = 0;  // words that no table knows

  std::string text() const {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : " / ") + name;
    if (file) out += out.empty() ? "file photo" : " file photo";
    return out;
  }
};

// Takes the longest run of words from `at` that a table knows.
Meaning take_known(const std::vector<std::string_view>& words, std::size_t at, std::size_t& used) {
  for (used = std::min(kMostWords, words.size() - at); used > 0; --used) {
    std::string run;
    for (std::size_t i = at; i < at + used; ++i)
      run += (i > at ? " " : "") +
             std::string(i + 1 == at + used ? without_marks(words[i]) : words[i]);
    const Meaning meaning = meaning_of(run);
    if (meaning.kind != Kind::kNone && signs_so(run, meaning)) return meaning;
  }
  used = 1;
  return {};
}

Credit analyse(std::string_view written) {
  Credit credit;
  const auto words = words_of(written);
  std::string name;
  const auto finish = [&] {
    if (!name.empty() &&
        std::find(credit.names.begin(), credit.names.end(), name) == credit.names.end())
      credit.names.push_back(name);
    name.clear();
  };
  for (std::size_t at = 0; at < words.size();) {
    std::size_t used = 1;
    const Meaning meaning = take_known(words, at, used);
    if (meaning.kind == Kind::kAgency) {
      finish();
      name = std::string(meaning.name);
      finish();
      credit.agency = true;
    } else if (meaning.kind == Kind::kFile) {
      credit.file = true;
    } else if (meaning.kind == Kind::kLabel) {
      credit.label = true;
    } else if (meaning.kind == Kind::kNone) {
      if (is_parting(words[at][0]) && words[at].size() == 1)
        finish();
      else if (const auto word = without_marks(words[at]); !word.empty() && word != "©") {
        name += (name.empty() ? "" : " ") + std::string(word);
        ++credit.unknown;
      }
    }
    at += used;
  }
  finish();
  return credit;
}

struct Bracket {
  std::string_view open, close;
};
constexpr Bracket kBrackets[] = {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}};

// The text within brackets around the whole of it; the text itself when there are none.
std::string_view within_brackets(std::string_view text) {
  text = trim(text);
  while (text.ends_with('.')) text.remove_suffix(1);
  for (const auto& [open, close] : kBrackets)
    if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
      return trim(text.substr(open.size(), text.size() - open.size() - close.size()));
  return text;
}

// Where a label with a colon ("Photo:", "Bild:"), or "©", begins; npos for nowhere.
std::size_t find_label(std::string_view line) {
  const std::size_t sign = line.find("©");
  for (std::size_t colon = line.find(':'); colon != line.npos; colon = line.find(':', colon + 1)) {
    std::string_view before = trim(line.substr(0, colon));
    for (std::size_t words = 0; words < 3; ++words) {
      const std::size_t blank = before.find_last_of(" .|(/[", before.size() - 1);
      std::size_t from = blank == before.npos ? 0 : blank + 1;
      for (std::size_t more = 0; more < words && from > 1; ++more) {
        const std::size_t next = before.find_last_of(" .|(", from - 2);
        from = next == before.npos ? 0 : next + 1;
      }
      const Kind kind = meaning_of(before.substr(from)).kind;
      if (kind == Kind::kLabel || kind == Kind::kFile)
        return std::min(static_cast<std::size_t>(before.data() - line.data()) + from, sign);
    }
  }
  return sign;
}

// "Photo by Jane Roe", "Foto von ..." at the start: labels that need no colon.
bool starts_with_label(std::string_view line) {
  const auto words = words_of(line.substr(0, 60));
  for (std::size_t n = std::min<std::size_t>(4, words.size()); n > 1; --n) {
    std::string run;
    for (std::size_t i = 0; i < n; ++i) run += (i > 0 ? " " : "") + std::string(words[i]);
    if (meaning_of(run).kind == Kind::kLabel && words.size() > n) return true;
  }
  return false;
}

// Where the last bracket at the end of the line opens, if it holds a credit.
std::optional<std::size_t> bracketed_credit(std::string_view line) {
  while (line.ends_with('.')) line.remove_suffix(1);
  for (const auto& [open, close] : kBrackets) {
    if (!line.ends_with(close)) continue;
    const std::size_t from = line.rfind(open);
    if (from == line.npos || line.size() - from > kLongestCredit) continue;
    const std::string_view inside = within_brackets(line.substr(from));
    const Credit credit = analyse(inside);
    if (credit.agency || credit.file || credit.label || find_label(inside) == 0) return from;
  }
  return {};
}

// Where the last sentence begins, if it is a name with its agency: "... talks. Jane Roe/Reuters".
std::optional<std::size_t> signed_end(std::string_view line) {
  std::string_view body = line;
  while (body.ends_with('.') || body.ends_with(' ')) body.remove_suffix(1);
  std::size_t from = 0;
  for (const std::string_view mark : {". ", "| ", " – ", " — ", "? ", "! ", ".” ", ".\" "})
    if (const std::size_t at = body.rfind(mark); at != body.npos)
      from = std::max(from, at + mark.size());
  const std::string_view end = body.substr(from);
  if (end.empty() || end.size() > 80) return {};
  const Credit credit = analyse(end);
  if (!credit.agency || credit.unknown > 4) return {};
  return from;
}

// Parts one line.
void read_line(std::string_view line, std::string& text, std::string& credit) {
  std::size_t cut = line.size();
  if (is_credit_line(line))
    cut = 0;
  else if (const auto bracket = bracketed_credit(line))
    cut = *bracket;
  else if (const std::size_t label = find_label(line); label != line.npos)
    cut = label;
  else if (const auto end = signed_end(line))
    cut = *end;
  std::string_view shown = trim(line.substr(0, cut));
  while (shown.ends_with('|') || shown.ends_with('(') || shown.ends_with('[') ||
         shown.ends_with('/') || shown.ends_with('-'))
    shown = trim(shown.substr(0, shown.size() - 1));
  if (!shown.empty()) text += (text.empty() ? "" : " ") + std::string(shown);
  const std::string given = read_credit(line.substr(cut));
  if (!given.empty()) credit += (credit.empty() ? "" : " / ") + given;
}

// The line without the sentences that are notices of rights.
std::string without_notices(std::string_view line) {
  std::string out;
  std::size_t from = 0;
  for (const RightsNotice& notice : find_rights_notices(line)) {
    if (notice.keep == Keep::kFull || notice.span.begin < from) continue;
    out += line.substr(from, notice.span.begin - from);
    from = notice.span.end;
  }
  return out + std::string(line.substr(from));
}

}  // namespace

std::string read_credit(std::string_view written) {
  const std::string clean = without_notices(written.substr(0, 4 * kLongestCredit));
  return analyse(within_brackets(clean)).text();
}

bool is_credit_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestCredit) return false;
  if (std::count(line.begin(), line.end(), ' ') > kMostBlanks) return false;
  const std::string clean = without_notices(line);
  const std::string_view inside = within_brackets(clean);
  const bool bracketed = within_brackets(line).size() < line.size() - 1;
  if (trim(inside).empty()) return clean.size() < line.size();
  const Credit credit = analyse(inside);
  if (credit.unknown > 8) return false;
  const bool labelled = find_label(inside) == 0 || starts_with_label(inside);
  if (bracketed) return credit.agency || credit.file || labelled;
  return labelled || ((credit.agency || credit.file) && credit.unknown <= 3 &&
                      (credit.unknown == 0 || inside.find('/') != inside.npos));
}

Caption read_caption(std::string_view text) {
  text = text.substr(0, kLongestCaption);
  Caption caption;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = squeeze(without_notices(text.substr(0, end)));
    if (!line.empty()) read_line(line, caption.text, caption.credit);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return caption;
}

}  // namespace brink
