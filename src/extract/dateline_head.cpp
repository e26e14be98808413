// SPDX-License-Identifier: Apache-2.0
#include "extract/dateline_head.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"
#include "extract/date_words.h"
#include "extract/dates.h"
#include "extract/wires.h"
#include "extract/word_lists.h"

namespace brink {
namespace {

constexpr std::size_t kMostPlaceWords = 7;

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

bool is_connector(std::string_view word) {
  static constexpr std::string_view kWords[] = {"de",  "del", "la", "le",  "les", "sur",  "am",
                                                "an",  "der", "of", "the", "di",  "do",   "da",
                                                "dos", "das", "el", "al",  "na",  "upon", "and"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
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

// A run of words that may name a place: capitals, no digits, no quotes.
bool may_be_place(std::string_view text) {
  const auto words = parts_between(text, " ");
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
  const auto words = parts_between(text, " .");
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
  for (const std::string_view part : parts_between(text, "/,;-"))
    if (const auto wire = wire_named(part); !wire.empty()) return wire;
  return {};
}

// Reads "(WIRE)" or "/WIRE/" off the end of `text`.
void take_wire(std::string_view& text, DatelineHead& head) {
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
bool take_part(std::string_view part, DatelineHead& head) {
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

// "VIDEO", "THE PRESIDENT": the whole or one of its words is known to be no place.
bool is_no_place(std::string_view name) {
  static const auto no_places = word_list("not_places.txt");
  const std::string folded = fold_case(name);
  if (no_places.contains(folded)) return true;
  const auto words = parts_between(folded, " .,");
  return std::any_of(words.begin(), words.end(),
                     [](auto word) { return no_places.contains(word); });
}

}  // namespace

std::size_t letters_in(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();)
    n += u_isalpha(static_cast<UChar32>(next_code_point(text, at))) ? 1 : 0;
  return n;
}

std::vector<std::string_view> parts_between(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(marks), text.size());
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string place_name(std::string_view written) {
  std::string out;
  for (const std::string_view word : parts_between(written, " ")) {
    const bool first = out.empty();
    if (!first) out += ' ';
    out += is_capitals(word) && letters_in(word) > 1 ? titled_word(word, first) : std::string(word);
  }
  return out;
}

std::optional<DatelineHead> read_dateline_head(std::string_view text) {
  DatelineHead start;
  text = trim(text);
  take_wire(text, start);
  for (const std::string_view marks : {",;", ",;."}) {
    DatelineHead head = start;
    const auto parts = parts_between(text, marks);
    const bool fits = parts.size() <= 5 && std::all_of(parts.begin(), parts.end(), [&](auto part) {
                        return take_part(part, head);
                      });
    if (fits && parts_between(head.place, " ").size() <= kMostPlaceWords) return head;
  }
  return {};
}

bool is_place_alone(const DatelineHead& head) {
  return head.capitals && letters_in(head.place) >= 3 &&
         parts_between(head.place, " ").size() <= 5 && !is_no_place(head.place);
}

bool is_believable(const DatelineHead& head) {
  if (head.place.empty()) return head.known_wire && head.date.empty();
  if (head.known_wire || !head.date.empty()) return true;
  if (!head.wire.empty()) return head.capitals && is_capitals(head.wire) && head.wire.size() <= 24;
  return is_place_alone(head);
}

}  // namespace brink
