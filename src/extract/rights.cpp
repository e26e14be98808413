// SPDX-License-Identifier: Apache-2.0
#include "extract/rights.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bitset>
#include <unordered_map>

#include "base/utf8.h"
#include "extract/plain.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kMostNotices = 32;
constexpr std::size_t kReach = 300;           // bytes of a sentence on each side of its first part
constexpr std::uint32_t kReportMargin = 600;  // bytes at the ends of a report

using Spellings = std::vector<std::string_view>;

std::vector<std::string_view> split(std::string_view text, std::string_view mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(mark);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + mark.size());
  }
}

struct Pattern {
  std::vector<Spellings> parts;  // behind the first
  Keep keep;
  bool sure;
};

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The text with each letter, or its first, as a capital, for scripts that ASCII rules do not fold.
std::string with_capitals(std::string_view text, bool all) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool first = at == 0;
    const char32_t c = next_code_point(text, at);
    const bool raise = c >= 0x80 && (all || first);
    append_utf8(out, raise ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))) : c);
  }
  return out;
}

// Finds the first parts of all patterns at once, by their first two bytes.
class Patterns {
 public:
  Patterns() {
    for (const auto& row : extract_rows("rights.tsv"))
      if (row.size() == 4) add(row);
  }

  struct Hit {
    std::size_t length;
    const Pattern* pattern;
  };

  // The patterns whose first part begins at `at`.
  template <class Visit>
  void at(std::string_view text, std::size_t at, Visit visit) const {
    if (at + 2 > text.size()) return;
    const std::size_t key = key_of(text.data() + at);
    if (!starts_[key]) return;
    const auto [from, to] = anchors_.equal_range(key);
    for (auto i = from; i != to; ++i)
      if (begins(text.substr(at), i->second.text))
        visit(Hit{i->second.text.size(), &patterns_[i->second.pattern]});
  }

 private:
  struct Anchor {
    std::string text;
    std::size_t pattern;
  };

  static std::size_t key_of(const char* two) {
    return static_cast<std::size_t>(static_cast<unsigned char>(lower_ascii(two[0]))) << 8 |
           static_cast<unsigned char>(lower_ascii(two[1]));
  }

  static bool begins(std::string_view text, std::string_view anchor) {
    return text.size() >= anchor.size() &&
           std::equal(anchor.begin(), anchor.end(), text.begin(),
                      [](char a, char t) { return a == lower_ascii(t); });
  }

  void add(const std::vector<std::string_view>& row) {
    std::vector<Spellings> parts;
    for (const std::string_view part : split(row[3], " … ")) parts.push_back(split(part, "|"));
    for (const std::string_view spelling : parts.front())
      for (std::string anchor :
           {std::string(spelling), with_capitals(spelling, false), with_capitals(spelling, true)}) {
        std::transform(anchor.begin(), anchor.end(), anchor.begin(), lower_ascii);
        add_anchor(std::move(anchor));
      }
    parts.erase(parts.begin());
    patterns_.push_back(
        {std::move(parts), row[1] == "full" ? Keep::kFull : Keep::kExcerpt, row[0] == "anywhere"});
  }

  void add_anchor(std::string anchor) {
    if (anchor.size() < 2) return;
    const std::size_t key = key_of(anchor.data());
    const auto [from, to] = anchors_.equal_range(key);
    for (auto i = from; i != to; ++i)
      if (i->second.pattern == patterns_.size() && i->second.text == anchor) return;
    starts_[key] = true;
    anchors_.emplace(key, Anchor{std::move(anchor), patterns_.size()});
  }

  std::bitset<65536> starts_;
  std::unordered_multimap<std::size_t, Anchor> anchors_;
  std::vector<Pattern> patterns_;
};

const Patterns& patterns() {
  static const Patterns kPatterns;
  return kPatterns;
}

bool is_ascii_word_byte(char c) {
  return (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || (c >= '0' && c <= '9');
}

// The length of the mark at `at` that ends a sentence; 0 for none. A full stop within a number or
// before a small letter ends none.
std::size_t end_mark(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n' || c == '[' || c == ']' || c == '!' || c == '?' || c == '|') return 1;
  if (c == '.') {
    if (at + 1 >= text.size() || text[at + 1] == '\n') return 1;
    if (text[at + 1] != ' ') return 0;
    return at + 2 < text.size() && text[at + 2] >= 'a' && text[at + 2] <= 'z' ? 0 : 1;
  }
  for (const std::string_view mark : {"。", "【", "】", "！", "▶", "■", "ⓒ", "•", "©"})
    if (c == mark[0] && text.substr(at).starts_with(mark)) return mark.size();
  return 0;
}

// The sentence around [begin, end), without its mark unless that is a full stop.
Span sentence_around(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t lowest = begin > kReach ? begin - kReach : 0;
  std::size_t from = begin;
  while (from > lowest) {
    const std::size_t mark = end_mark(text, from - 1);
    if (mark == 1) break;
    if (from >= 3 && end_mark(text, from - 3) == 3) break;
    --from;
  }
  while (from < begin && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
  const std::size_t highest = std::min(text.size(), end + kReach);
  std::size_t to = end;
  while (to < highest && end_mark(text, to) == 0) ++to;
  if (to < text.size() && text[to] == '.') ++to;
  while (to > end && to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80)
    --to;
  while (from < to && (text[from] == ' ' || text[from] == '(')) ++from;
  if (to > from && text[to - 1] == ')' && text.substr(from, to - from).find('(') == text.npos) --to;
  while (to > from && text[to - 1] == ' ') --to;
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

bool has_all(std::string_view sentence, const std::vector<Spellings>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const Spellings& spellings) {
    return std::any_of(spellings.begin(), spellings.end(), [&](std::string_view spelling) {
      return sentence.find(spelling) != std::string_view::npos;
    });
  });
}

}  // namespace

std::vector<RightsNotice> find_rights_notices(std::string_view text) {
  std::vector<RightsNotice> found;
  const Patterns& all = patterns();
  Span sentence;
  std::string folded;
  for (std::size_t at = 0; at < text.size() && found.size() < kMostNotices; ++at) {
    if (at > 0 && is_ascii_word_byte(text[at - 1]) && is_ascii_word_byte(text[at])) continue;
    all.at(text, at, [&](const Patterns::Hit& hit) {
      if (found.size() >= kMostNotices) return;
      if (!(sentence.begin <= at && at + hit.length <= sentence.end)) {
        sentence = sentence_around(text, at, at + hit.length);
        folded = lower_case(sentence.of(text));
      }
      if (!has_all(folded, hit.pattern->parts)) return;
      if (!found.empty() && found.back().span == sentence) {
        found.back().sure = found.back().sure || hit.pattern->sure;
        found.back().keep = std::max(found.back().keep, hit.pattern->keep);
      } else {
        found.push_back({sentence, hit.pattern->keep, hit.pattern->sure});
      }
    });
  }
  return found;
}

namespace {

// True where a report itself speaks, and does not close or open with a notice.
bool in_midst(Span notice, Span report) {
  return report.size() > 3 * kReportMargin && notice.begin > report.begin + kReportMargin &&
         notice.end + kReportMargin < report.end;
}

}  // namespace

Rights read_rights(std::string_view text, Span report) {
  Rights rights;
  for (const RightsNotice& notice : find_rights_notices(text)) {
    if (!notice.sure && in_midst(notice.span, report)) continue;
    const bool stricter = notice.keep > rights.keep;
    if (!rights.notice.empty() && !stricter) continue;
    rights = {squeeze(notice.span.of(text)), notice.keep};
  }
  return rights;
}

namespace {

// Runs of line breaks become one break between paragraphs, where a paragraph went.
std::string with_single_breaks(std::string_view text) {
  std::string out;
  std::size_t breaks = 0;
  for (const char c : text) {
    if (c == '\n') {
      ++breaks;
      continue;
    }
    if (!out.empty() && breaks > 0) out += breaks == 1 ? "\n" : "\n\n";
    breaks = 0;
    out += c;
  }
  return out;
}

}  // namespace

std::string without_rights_notices(std::string_view report) {
  const Span whole{0, static_cast<std::uint32_t>(report.size())};
  const std::vector<RightsNotice> notices = find_rights_notices(report);
  if (notices.empty()) return std::string(report);
  std::string out;
  std::size_t from = 0;
  for (const RightsNotice& notice : notices) {
    if (notice.keep == Keep::kFull || (!notice.sure && in_midst(notice.span, whole))) continue;
    const std::size_t break_before = report.rfind("\n\n", notice.span.begin);
    std::size_t begin = break_before == std::string_view::npos ? 0 : break_before + 2;
    std::size_t end = std::min(report.find("\n\n", notice.span.end), report.size());
    // A notice has its paragraph for itself and its like, or is a sentence of a longer one.
    if (2 * notice.span.size() < end - begin && end - begin > 320)
      begin = notice.span.begin, end = notice.span.end;
    begin = std::max(begin, from);
    if (begin >= end) continue;
    out += report.substr(from, begin - from);
    from = end;
  }
  out += report.substr(from);
  return with_single_breaks(out);
}

}  // namespace brink
