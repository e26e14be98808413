// SPDX-License-Identifier: Apache-2.0
#include "extract/dates.h"

#include <algorithm>

#include "base/iso_time.h"
#include "extract/date_pieces.h"
#include "extract/date_words.h"

namespace brink {
namespace {

// How much text around a year is looked at: room for "le samedi 29 septembre de l'an 2022".
constexpr std::size_t kBefore = 56, kAfter = 48;

// The dates around one year among the pieces of a window.
class Reader {
 public:
  explicit Reader(const std::vector<DatePiece>& pieces) : pieces_(pieces) {}

  std::optional<WrittenDate> around(std::size_t year) const {
    if (auto date = day_month_before(year)) return date;
    if (auto date = month_day_before(year)) return date;
    if (auto date = numbers_before(year)) return date;
    return behind(year);
  }

  // "29.01.22" from its first number on.
  std::optional<WrittenDate> short_year(std::size_t day) const {
    const auto mark = [&](std::size_t i) { return has(i) && is_mark(at(i), "./"); };
    if (!mark(day + 1) || !mark(day + 3) || !has(day + 4)) return {};
    const DatePiece& year = at(day + 4);
    if (at(day + 1).mark != at(day + 3).mark) return {};
    if (year.kind != DatePiece::kNumber || year.digits != 2 ||
        at(day + 2).kind != DatePiece::kNumber)
      return {};
    if (has(day + 5) && at(day + 5).glued && is_mark(at(day + 5), "./-:") && has(day + 6) &&
        at(day + 6).kind == DatePiece::kNumber)
      return {};
    return numeric(2000 + year.value, day, day + 2, at(day + 1).mark, day, day + 4);
  }

 private:
  const DatePiece& at(std::size_t i) const { return pieces_[i]; }
  bool has(std::size_t i) const { return i < pieces_.size(); }

  std::optional<WrittenDate> date(int year, int month, int day, std::size_t from,
                                  std::size_t to) const {
    const auto found = make_day(year, month, day);
    if (!found) return {};
    return WrittenDate{*found, {}, span(from, to)};
  }

  Span span(std::size_t from, std::size_t to) const {
    const char* start = pieces_.front().text.data();
    return {static_cast<std::uint32_t>(at(from).text.data() - start),
            static_cast<std::uint32_t>(at(to).text.data() + at(to).text.size() - start)};
  }

  // Two numbers that stand as day and month or the other way round.
  std::optional<WrittenDate> numeric(int year, std::size_t a, std::size_t b, char mark,
                                     std::size_t from, std::size_t to) const {
    const int first = at(a).value, second = at(b).value;
    auto found = date(year, second, first, from, to);
    if (mark == '.') return found;
    auto turned = date(year, first, second, from, to);
    if (!found) return turned;
    if (turned && turned->day != found->day) found->month_first = turned->day;
    return found;
  }

  // The month whose last word is piece `i`; `from` becomes its first piece.
  int month_ending(std::size_t i, std::size_t& from) const {
    if (at(i).kind != DatePiece::kWord) return 0;
    from = i;
    if (i > 0 && at(i - 1).kind == DatePiece::kWord) {
      if (const int m = month_named(at(i - 1).text, at(i).text)) return from = i - 1, m;
    }
    return month_named(at(i).text);
  }

  // Steps over what may stand between the parts of a date, leftwards. False if it hits the start.
  bool step_back(std::size_t& i, std::string_view marks) const {
    for (int steps = 0; steps < 3; ++steps) {
      if (i == 0) return false;
      --i;
      const DatePiece& p = at(i);
      if (p.kind == DatePiece::kMark && (is_mark(p, marks) || p.text == "º" || p.text == "ª" ||
                                         p.text == "°" || p.text == "،" || p.text == "’"))
        continue;
      if (p.kind == DatePiece::kWord && is_date_filler(p.text)) continue;
      return true;
    }
    return true;
  }

  // A day number that ends at piece `i`, with or without "th"; its index or npos.
  std::size_t day_ending(std::size_t i) const {
    if (at(i).kind == DatePiece::kWord && at(i).glued && at(i).text.size() <= 2 && i > 0) --i;
    if (!is_short_number(at(i), 31)) return npos;
    return i;
  }

  // "29. Januar 2022", "29 de enero de 2022", "29/Jan/2022"
  std::optional<WrittenDate> day_month_before(std::size_t year) const {
    std::size_t i = year, from = 0;
    if (!step_back(i, ".,-/'")) return {};
    const int month = month_ending(i, from);
    if (month == 0) return {};
    i = from;
    if (!step_back(i, ".,-/'")) return {};
    const std::size_t day = day_ending(i);
    if (day == npos) return {};
    return date(at(year).value, month, at(day).value, day, year);
  }

  // "January 29, 2022", "Jan 29 14:30:00 CET 2022"
  std::optional<WrittenDate> month_day_before(std::size_t year) const {
    std::size_t i = year, from = 0;
    if (!step_back(i, ".,-/|")) return {};
    i = before_clock(i);
    const std::size_t day = day_ending(i);
    if (day == npos || day == 0) return {};
    i = day;
    if (!step_back(i, ".,-/")) return {};
    const int month = month_ending(i, from);
    if (month == 0) return {};
    return date(at(year).value, month, at(day).value, from, year);
  }

  // From the end of "14:30:00 CET" to the piece in front of it; else `i` itself.
  std::size_t before_clock(std::size_t i) const {
    std::size_t k = i;
    if (at(k).kind == DatePiece::kWord && at(k).text.size() <= 5 && k > 0) --k;
    std::size_t parts = 0;
    while (k >= 2 && is_mark(at(k - 1), ":") && at(k).kind == DatePiece::kNumber) k -= 2, ++parts;
    if (parts == 0 || k == 0 || at(k).kind != DatePiece::kNumber) return i;
    return k - 1;
  }

  // "29.01.2022", "29. 1. 2022", "03/04/2021"
  std::optional<WrittenDate> numbers_before(std::size_t year) const {
    if (year < 4) return {};
    const DatePiece &mark = at(year - 1), &b = at(year - 2), &a = at(year - 4);
    if (!is_mark(mark, "./-") || at(year - 3).mark != mark.mark) return {};
    if (!is_short_number(a, 31) || !is_short_number(b, 31)) return {};
    return numeric(at(year).value, year - 4, year - 2, mark.mark, year - 4, year);
  }

  // "2022-01-29", "2022. 1. 29.", "2022年1月29日", "2022. január 29."
  std::optional<WrittenDate> behind(std::size_t year) const {
    std::size_t i = year + 1;
    if (!has(i)) return {};
    const bool named = at(i).kind == DatePiece::kWord && !year_sign(i);
    if (!named && (is_mark(at(i), "./-,") || year_sign(i))) ++i;
    if (!has(i)) return {};
    if (at(i).kind == DatePiece::kWord) return month_day_behind(year, i);
    if (i == year + 1 || !is_short_number(at(i), 12) || !has(i + 2)) return {};
    const std::size_t month = i++;
    const bool signs = at(i).text.starts_with("月") || at(i).text.starts_with("월");
    if (!signs && !(is_mark(at(i), "./-") && at(i).mark == at(year + 1).mark)) return {};
    const std::size_t day = i + 1;
    if (!is_short_number(at(day), 31)) return {};
    return date(at(year).value, at(month).value, at(day).value, year, day);
  }

  bool year_sign(std::size_t i) const {
    return at(i).text.starts_with("年") || at(i).text.starts_with("년");
  }

  std::optional<WrittenDate> month_day_behind(std::size_t year, std::size_t i) const {
    const int month = month_named(at(i).text);
    if (month == 0) return {};
    ++i;
    if (has(i) && is_mark(at(i), ".-/")) ++i;
    if (!has(i) || !is_short_number(at(i), 31)) return {};
    const std::size_t day = i++;
    // "... in 2021. March 3, 2022": the day belongs to the year behind it.
    if (has(i) && is_mark(at(i), ".,")) ++i;
    if (has(i) && is_year(at(i))) return {};
    return date(at(year).value, month, at(day).value, year, day);
  }

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  const std::vector<DatePiece>& pieces_;
};

// Moves a cut to the start of a character.
std::size_t character_start(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// The date around the number at [from, to) of `text`.
std::optional<WrittenDate> date_around(std::string_view text, std::size_t from, Digits run) {
  const bool year = run.count == 4;
  std::size_t start = from;
  if (year) start = character_start(text, from > kBefore ? from - kBefore : 0);
  const std::size_t end = character_start(text, std::min(text.size(), run.end + kAfter));
  // A window starts at a character, but perhaps within a number: that number is no day.
  std::size_t bytes = 0;
  while (start > 0 && start < from && digit_at(text, start, bytes) >= 0) start += bytes;
  const std::string_view window = text.substr(start, end - start);
  const std::vector<DatePiece> pieces = date_pieces(window);
  if (pieces.empty()) return {};
  const auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const DatePiece& p) {
    return p.text.data() == text.data() + from;
  });
  if (piece == pieces.end()) return {};
  const std::size_t index = static_cast<std::size_t>(piece - pieces.begin());
  const Reader reader(pieces);
  auto found = year ? reader.around(index) : reader.short_year(index);
  if (!found) return {};
  const auto shift = static_cast<std::uint32_t>(pieces.front().text.data() - text.data());
  found->span.begin += shift;
  found->span.end += shift;
  return found;
}

bool may_start_short_date(std::string_view text, std::size_t from, const Digits& run) {
  if (run.count > 2 || run.end >= text.size()) return false;
  if (text[run.end] != '.' && text[run.end] != '/') return false;
  const char before = from > 0 ? text[from - 1] : ' ';
  return before != '.' && before != '/' && before != '-' && before != ':';
}

}  // namespace

std::vector<WrittenDate> find_dates(std::string_view text, std::size_t most) {
  std::vector<WrittenDate> dates;
  for (std::size_t at = 0; at < text.size() && dates.size() < most;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool may_be_digit =
        (byte >= '0' && byte <= '9') || byte == 0xD9 || byte == 0xDB || byte == 0xEF;
    const Digits run = may_be_digit ? read_digits(text, at) : Digits{};
    if (run.count == 0) {
      ++at;
      continue;
    }
    const bool year = run.count == 4 && run.value >= kFirstYear && run.value <= kLastYear;
    std::size_t next = run.end;
    if (year || may_start_short_date(text, at, run)) {
      const auto found = date_around(text, at, run);
      if (found && (dates.empty() || dates.back().span.end <= found->span.begin)) {
        dates.push_back(*found);
        next = std::max<std::size_t>(next, found->span.end);
      }
    }
    at = next;
  }
  return dates;
}

}  // namespace brink
