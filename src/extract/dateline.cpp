// SPDX-License-Identifier: Apache-2.0
#include "extract/dateline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "extract/date_words.h"
#include "extract/dates.h"
#include "extract/tables.h"
#include "extract/wires.h"

namespace brink {
namespace {

constexpr std::size_t kMostParagraphs = 8;
constexpr std::size_t kLongestHead = 140;  // bytes in front of the mark that ends a dateline
constexpr std::size_t kMostPlaceWords = 7;
constexpr std::size_t kMostBareParagraphs = 3;
constexpr std::size_t kLeastBareParagraph = 80;  // bytes

bool in_table(std::string_view file, std::string_view word) {
  const auto rows = extract_rows(file);
  return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row[0] == word; });
}

// True if the text has capitals and no small letters.
bool is_capitals(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    if (u_islower(c)) return false;
    any = any || u_isupper(c);
  }
  return any;
}

std::size_t count_letters(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();)
    n += u_isalpha(static_cast<UChar32>(next_code_point(text, at))) ? 1 : 0;
  return n;
}

bool is_connector(std::string_view word) {
  static constexpr std::string_view kWords[] = {"de",  "del", "la", "le",  "les", "sur",  "am",
                                                "an",  "der", "of", "the", "di",  "do",   "da",
                                                "dos", "das", "el", "al",  "na",  "upon", "and"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::vector<std::string_view> split(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(marks), text.size());
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// One word of a place in capitals as it is written elsewhere: "YORK" -> "York".
std::string titled_word(std::string_view word, bool first) {
  const std::string lower = fold_case(word);
  if (!first && is_connector(lower)) return lower;
  if (word.find('.') != std::string_view::npos && word.size() <= 6) return std::string(word);
  std::string out;
  bool start = true;
  for (std::size_t at = 0; at < lower.size();) {
    const auto c = static_cast<UChar32>(next_code_point(lower, at));
    append_utf8(out, static_cast<char32_t>(start ? u_totitle(c) : c));
    start = c == '-' || c == '/';
  }
  return out;
}

std::string place_name(std::string_view written) {
  std::string out;
  for (const std::string_view word : split(written, " ")) {
    const bool first = out.empty();
    if (!first) out += ' ';
    out +=
        is_capitals(word) && count_letters(word) > 1 ? titled_word(word, first) : std::string(word);
  }
  return out;
}

// A run of words that may name a place: capitals, no digits, no quotes.
bool may_be_place(std::string_view text) {
  const auto words = split(text, " ");
  if (words.empty() || words.size() > kMostPlaceWords) return false;
  for (const std::string_view word : words) {
    for (const char c : word)
      if (static_cast<unsigned char>(c) < 0x80 && !u_isalpha(c) &&
          std::string_view("-.'/").find(c) == std::string_view::npos)
        return false;
    if (word.find("“") != word.npos || word.find("„") != word.npos || word.find("»") != word.npos)
      return false;
    std::size_t at = 0;
    const auto first = static_cast<UChar32>(next_code_point(word, at));
    if (!u_isalpha(first)) return false;
    if (u_islower(first) && (word.data() == words[0].data() || !is_connector(word))) return false;
  }
  return true;
}

// "Jan 28", "28 janv 2022", "January 28": a month with a day.
bool is_day_and_month(std::string_view text) {
  const auto words = split(text, " .");
  if (words.size() < 2 || words.size() > 4) return false;
  bool month = false, day = false;
  for (const std::string_view word : words) {
    const bool digits = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (digits && word.size() <= 2)
      day = true;
    else if (digits && word.size() == 4)
      continue;
    else if (month_named(word) > 0)
      month = true;
    else
      return false;
  }
  return month && day;
}

bool is_date(std::string_view text) {
  if (is_day_and_month(text)) return true;
  const auto dates = find_dates(text, 1);
  return !dates.empty() && dates.front().span.size() + 2 >= text.size();
}

// The agency in "Reuters", "dpa/tmn", "Reuters Health".
std::string_view known_wire(std::string_view text) {
  if (const auto wire = wire_named(text); !wire.empty()) return wire;
  for (const std::string_view part : split(text, "/,;-"))
    if (const auto wire = wire_named(part); !wire.empty()) return wire;
  return {};
}

// What stands in front of the mark that ends a dateline, in its parts.
struct Head {
  std::string place, wire, date;
  bool known_wire = false;
  bool capitals = false;  // the place is written so
};

// Reads "(WIRE)" or "/WIRE/" off the end of `text`.
void take_wire(std::string_view& text, Head& head) {
  if (text.ends_with(").")) text.remove_suffix(1);
  const bool round = text.ends_with(')'), slashed = text.ends_with('/') && text.size() > 2;
  if (!round && !slashed) return;
  const std::size_t open = text.rfind(round ? '(' : '/', text.size() - 2);
  if (open == std::string_view::npos) return;
  const std::string_view inside = trim(text.substr(open + 1, text.size() - open - 2));
  if (inside.empty() || inside.size() > 40) return;
  const std::string_view wire = known_wire(inside);
  head.known_wire = !wire.empty();
  head.wire = std::string(head.known_wire ? wire : inside);
  text = trim(text.substr(0, open));
}

// Puts one part of a head where it belongs; false for a part that no dateline has.
bool take_part(std::string_view part, Head& head) {
  if (is_date(part)) {
    if (!head.date.empty() || head.place.empty()) return false;
    while (part.ends_with('.')) part.remove_suffix(1);
    head.date = std::string(part);
  } else if (!head.place.empty() && head.wire.empty() && !wire_named(part).empty()) {
    head.wire = std::string(wire_named(part));
    head.known_wire = true;
  } else if (part.size() == 4 && part.find_first_not_of("0123456789") == part.npos &&
             !head.date.empty()) {
    head.date += ", " + std::string(part);
  } else if (head.date.empty() && may_be_place(part)) {
    if (part.ends_with('.') && part.find('.') + 1 == part.size()) part.remove_suffix(1);
    if (head.place.empty()) head.capitals = is_capitals(part);
    head.place += (head.place.empty() ? "" : ", ") + place_name(part);
  } else {
    return false;
  }
  return true;
}

// "KYIV, Ukraine (AP)", "BRUSSELS, Jan 28 (Reuters)", "Moscow. January 28. Interfax"
std::optional<Head> read_head(std::string_view text) {
  Head start;
  text = trim(text);
  take_wire(text, start);
  for (const std::string_view marks : {",;", ",;."}) {
    Head head = start;
    const auto parts = split(text, marks);
    const bool fits = parts.size() <= 5 && std::all_of(parts.begin(), parts.end(), [&](auto part) {
                        return take_part(part, head);
                      });
    if (fits && split(head.place, " ").size() <= kMostPlaceWords) return head;
  }
  return {};
}

// "VIDEO", "THE PRESIDENT": the whole or one of its words is known to be no place.
bool is_no_place(std::string_view name) {
  const std::string folded = fold_case(name);
  if (in_table("not_places.txt", folded)) return true;
  const auto words = split(folded, " .,");
  return std::any_of(words.begin(), words.end(),
                     [](auto word) { return in_table("not_places.txt", word); });
}

bool is_place_alone(const Head& head) {
  return head.capitals && count_letters(head.place) >= 3 && split(head.place, " ").size() <= 5 &&
         !is_no_place(head.place);
}

bool is_believable(const Head& head) {
  if (head.place.empty()) return head.known_wire && head.date.empty();
  if (head.known_wire || !head.date.empty()) return true;
  if (!head.wire.empty()) return head.capitals && is_capitals(head.wire) && head.wire.size() <= 24;
  return is_place_alone(head);
}

struct Mark {
  std::size_t begin = 0, end = 0;
};

// The next mark that may end a dateline: a dash, or ".-".
std::optional<Mark> next_mark(std::string_view text, std::size_t from) {
  static constexpr std::string_view kMarks[] = {" -- ", " - ", " – ", " — ", " ― ", " −",
                                                ".- ",  ".-",  ") –", ") —", ")—",  ")–",
                                                "— ",   "—",   ") -", " | ", ".—",  ". — "};
  const std::string_view head = text.substr(0, kLongestHead);
  for (std::size_t at = from; at < head.size(); ++at)
    for (const std::string_view mark : kMarks)
      if (head.substr(at).starts_with(mark)) {
        const std::size_t begin = mark.front() == ')' || mark.front() == '.' ? at + 1 : at;
        std::size_t end = at + mark.size();
        while (end < text.size() && text[end] == '-') ++end;
        return Mark{begin, end};
      }
  return {};
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

Dateline made_of(Head head, std::size_t end) {
  Dateline line;
  line.place = std::move(head.place);
  line.wire = std::move(head.wire);
  line.date = std::move(head.date);
  line.span = {0, static_cast<std::uint32_t>(end)};
  return line;
}

std::size_t without_blank_end(std::string_view text, std::size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  return end;
}

// "МОСКВА, 28 янв - РИА Новости. ": the agency behind the dash.
void take_wire_behind(std::string_view text, std::size_t& end, Head& head) {
  const std::string_view rest = text.substr(end, 48);
  const std::size_t stop = rest.find(". ");
  if (stop == std::string_view::npos) return;
  if (const auto wire = wire_named(rest.substr(0, stop)); !wire.empty()) {
    head.wire = std::string(wire);
    end += stop + 1;
  }
}

Dateline read_dashed(std::string_view text) {
  for (auto mark = next_mark(text, 1); mark; mark = next_mark(text, mark->end)) {
    auto head = read_head(text.substr(0, mark->begin));
    if (!head) continue;
    std::size_t end = mark->end;
    if (head->place.empty() && head->known_wire) {
      // "(ANSA) - ROMA, 28 GEN - "
      const auto second = next_mark(text, end);
      const auto more = second ? read_head(text.substr(end, second->begin - end)) : std::nullopt;
      if (more && more->wire.empty() && !more->place.empty() &&
          (more->capitals || !more->date.empty())) {
        head->place = more->place, head->date = more->date;
        end = second->end;
      }
    }
    if (head->wire.empty()) take_wire_behind(text, end, *head);
    head->known_wire = head->known_wire || !wire_named(head->wire).empty();
    if (is_believable(*head)) return made_of(std::move(*head), without_blank_end(text, end));
  }
  return {};
}

// "MOSCOW, January 28. /TASS/. "
Dateline read_slashed(std::string_view text) {
  const std::string_view start = text.substr(0, kLongestHead);
  const std::size_t open = start.find(" /");
  if (open == std::string_view::npos) return {};
  std::size_t close = start.find('/', open + 2);
  if (close == std::string_view::npos) return {};
  auto head = read_head(start.substr(0, close + 1));
  if (!head || !head->known_wire || head->place.empty()) return {};
  ++close;
  if (close < start.size() && (start[close] == '.' || start[close] == ':')) ++close;
  return made_of(std::move(*head), close);
}

// "ISLAMABAD: "
Dateline read_coloned(std::string_view text) {
  const std::size_t colon = text.substr(0, 60).find(": ");
  if (colon == std::string_view::npos) return {};
  auto head = read_head(text.substr(0, colon));
  if (!head || head->place.empty()) return {};
  if (!head->known_wire) {
    const bool short_name = split(head->place, " ").size() <= 2 && count_letters(head->place) >= 4;
    if (!short_name || !is_place_alone(*head) || text.size() < 2 * kLeastBareParagraph) return {};
  }
  return made_of(std::move(*head), colon + 1);
}

// "(CNN)Text", "(AFP) Text"
Dateline read_bare_wire(std::string_view text) {
  if (!text.starts_with('(')) return {};
  const std::size_t close = text.substr(0, 40).find(')');
  if (close == std::string_view::npos) return {};
  const auto wire = wire_named(text.substr(1, close - 1));
  if (wire.empty()) return {};
  Head head;
  head.wire = std::string(wire);
  return made_of(std::move(head), close + 1);
}

struct Bracket {
  std::string_view open, close;
};
constexpr Bracket kBrackets[] = {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}};

// The name without the words for the trade: "Correspondent Lee Sang-heon" -> "Lee Sang-heon".
std::string reporter_name(std::string_view written) {
  std::string out;
  for (const std::string_view word : split(written, " "))
    if (!in_table("reporter_words.txt", fold_case(word)))
      out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

// What stands behind "(Place = Wire)" up to the next "=".
void take_reporter(std::string_view text, Dateline& line) {
  const std::string_view rest = text.substr(line.span.end, 80);
  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos || equals == 0) return;
  const std::string_view name = trim(rest.substr(0, equals));
  if (name.empty() || name.size() > 60 || name.find('.') != std::string_view::npos) return;
  line.reporter = reporter_name(name);
  line.span.end += static_cast<std::uint32_t>(equals + 1);
}

// "(Washington = Yonhap News) Correspondent Lee Sang-heon = ", "【東京共同】"
Dateline read_bracketed(std::string_view text) {
  for (const auto& [open, close] : kBrackets) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.substr(0, 120).find(close);
    if (end == std::string_view::npos) return {};
    const std::string_view inside = text.substr(open.size(), end - open.size());
    Dateline line;
    line.span.end = static_cast<std::uint32_t>(end + close.size());
    std::size_t equals = inside.find('='), width = 1;
    if (equals == std::string_view::npos) equals = inside.find("＝"), width = 3;
    std::size_t length = 0;
    if (equals != std::string_view::npos) {
      line.wire = std::string(wire_named(inside.substr(equals + width)));
      line.place = place_name(trim(inside.substr(0, equals)));
      if (line.wire.empty() || line.place.size() > 60) return {};
      take_reporter(text, line);
    } else if (const auto wire = wire_at_end(inside, length);
               open != "(" && open != "[" && !wire.empty() && length < inside.size()) {
      line.wire = std::string(wire);
      line.place = std::string(trim(inside.substr(0, inside.size() - length)));
    }
    return line.empty() ? Dateline{} : line;
  }
  return {};
}

// "新华社北京1月28日电"
Dateline read_telegram(std::string_view text) {
  std::size_t length = 0;
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE4) return {};
  const auto wire = wire_at_start(text, length);
  if (wire.empty()) return {};
  std::size_t end = text.substr(0, 80).find("电"), width = 3;
  if (end == std::string_view::npos) end = text.substr(0, 80).find("電");
  if (end == std::string_view::npos) return {};
  const std::string_view inside = text.substr(length, end - length);
  const std::size_t digit = inside.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0) return {};
  Dateline line;
  line.wire = std::string(wire);
  line.place = std::string(inside.substr(0, digit));
  line.date = std::string(inside.substr(digit));
  line.span.end = static_cast<std::uint32_t>(end + width);
  return line;
}

Dateline read_paragraph(std::string_view text, std::size_t number) {
  for (const auto read :
       {read_bracketed, read_telegram, read_slashed, read_dashed, read_bare_wire, read_coloned}) {
    Dateline line = read(text);
    if (line.empty()) continue;
    // Capitals alone are a dateline only where a report's first real paragraph begins.
    const bool bare = line.wire.empty() && line.date.empty();
    const std::size_t most = read == read_coloned ? 1 : kMostBareParagraphs;
    if (!bare || (number < most && text.size() >= kLeastBareParagraph)) return line;
  }
  return {};
}

}  // namespace

Dateline read_dateline(std::string_view text) {
  std::size_t from = 0;
  for (std::size_t n = 0; n < kMostParagraphs && from < text.size(); ++n) {
    const std::size_t end = std::min(text.find("\n\n", from), text.size());
    const std::size_t start = skip_blanks(text, from);
    if (start < end) {
      Dateline line = read_paragraph(text.substr(start, end - start), n);
      if (!line.empty()) {
        line.span.begin += static_cast<std::uint32_t>(start);
        line.span.end += static_cast<std::uint32_t>(start);
        return line;
      }
    }
    from = end + 2;
  }
  return {};
}

}  // namespace brink
