// SPDX-License-Identifier: Apache-2.0
#include "extract/dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "extract/date_words.h"

namespace brink {
namespace {

constexpr int kFirstYear = 1970, kLastYear = 2100;
// How much text around a year is looked at: room for "le samedi 29 septembre de l'an 2022".
constexpr std::size_t kBefore = 56, kAfter = 48;

struct Piece {
  enum Kind { kNumber, kWord, kMark } kind;
  std::string_view text;
  int value = 0;       // of a number
  int digits = 0;      // of a number
  char mark = 0;       // of an ASCII mark
  bool glued = false;  // stands at the piece before it without a blank
};

// The value of the decimal digit at `at`, whose length goes to `bytes`; -1 for anything else.
int digit_at(std::string_view text, std::size_t at, std::size_t& bytes) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  bytes = 1;
  if (byte(0) >= '0' && byte(0) <= '9') return byte(0) - '0';
  bytes = 2;
  if (byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9) return byte(1) - 0xA0;  // Arabic
  if (byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9) return byte(1) - 0xB0;  // Persian
  bytes = 3;
  if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x90 && byte(2) <= 0x99)
    return byte(2) - 0x90;  // full width
  return -1;
}

struct Digits {
  int value = 0, count = 0;
  std::size_t end = 0;
};

Digits read_digits(std::string_view text, std::size_t at) {
  Digits run{.end = at};
  std::size_t bytes = 0;
  for (int d; run.end < text.size() && (d = digit_at(text, run.end, bytes)) >= 0;) {
    if (run.count < 8) run.value = run.value * 10 + d;
    ++run.count;
    run.end += bytes;
  }
  return run;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !is_blank(c) && !(c >= 0x2000 && c < 0x2C00) &&
         !(c >= 0x3000 && c <= 0x3020) && !(c >= 0xFF00 && c < 0xFF21) && c != 0x60C && c != 0xFFFD;
}

// Cuts text into numbers, words and marks.
std::vector<Piece> cut(std::string_view text) {
  std::vector<Piece> pieces;
  bool glued = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    Piece piece;
    if (const Digits run = read_digits(text, at); run.count > 0) {
      piece = {Piece::kNumber, {}, run.value, run.count};
      at = run.end;
    } else {
      const char32_t first = next_code_point(text, at);
      if (is_blank(first)) {
        glued = false;
        continue;
      }
      piece.kind = is_letter(first) ? Piece::kWord : Piece::kMark;
      if (first < 0x80) piece.mark = static_cast<char>(first);
      std::size_t bytes = 0;
      while (piece.kind == Piece::kWord && at < text.size() && digit_at(text, at, bytes) < 0) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        if (!is_letter(c) && !(c >= 0x300 && c < 0x370)) break;
        at = next;
      }
    }
    piece.text = text.substr(from, at - from);
    piece.glued = glued;
    glued = true;
    pieces.push_back(piece);
  }
  return pieces;
}

bool is_mark(const Piece& p, std::string_view any) {
  return p.kind == Piece::kMark && p.mark != 0 && any.find(p.mark) != std::string_view::npos;
}

bool is_short_number(const Piece& p, int most) {
  return p.kind == Piece::kNumber && p.digits <= 2 && p.value >= 1 && p.value <= most;
}

bool is_year(const Piece& p) {
  return p.kind == Piece::kNumber && p.digits == 4 && p.value >= kFirstYear && p.value <= kLastYear;
}

// The dates around one year among the pieces of a window.
class Reader {
 public:
  explicit Reader(const std::vector<Piece>& pieces) : pieces_(pieces) {}

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
    const Piece& year = at(day + 4);
    if (at(day + 1).mark != at(day + 3).mark) return {};
    if (year.kind != Piece::kNumber || year.digits != 2 || at(day + 2).kind != Piece::kNumber)
      return {};
    if (has(day + 5) && at(day + 5).glued && is_mark(at(day + 5), "./-:") && has(day + 6) &&
        at(day + 6).kind == Piece::kNumber)
      return {};
    return numeric(2000 + year.value, day, day + 2, at(day + 1).mark, day, day + 4);
  }

 private:
  const Piece& at(std::size_t i) const { return pieces_[i]; }
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
    if (at(i).kind != Piece::kWord) return 0;
    from = i;
    if (i > 0 && at(i - 1).kind == Piece::kWord) {
      if (const int m = month_named(at(i - 1).text, at(i).text)) return from = i - 1, m;
    }
    return month_named(at(i).text);
  }

  // Steps over what may stand between the parts of a date, leftwards. False if it hits the start.
  bool step_back(std::size_t& i, std::string_view marks) const {
    for (int steps = 0; steps < 3; ++steps) {
      if (i == 0) return false;
      --i;
      const Piece& p = at(i);
      if (p.kind == Piece::kMark && (is_mark(p, marks) || p.text == "º" || p.text == "ª" ||
                                     p.text == "°" || p.text == "،" || p.text == "’"))
        continue;
      if (p.kind == Piece::kWord && is_date_filler(p.text)) continue;
      return true;
    }
    return true;
  }

  // A day number that ends at piece `i`, with or without "th"; its index or npos.
  std::size_t day_ending(std::size_t i) const {
    if (at(i).kind == Piece::kWord && at(i).glued && at(i).text.size() <= 2 && i > 0) --i;
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
    if (at(k).kind == Piece::kWord && at(k).text.size() <= 5 && k > 0) --k;
    std::size_t parts = 0;
    while (k >= 2 && is_mark(at(k - 1), ":") && at(k).kind == Piece::kNumber) k -= 2, ++parts;
    if (parts == 0 || k == 0 || at(k).kind != Piece::kNumber) return i;
    return k - 1;
  }

  // "29.01.2022", "29. 1. 2022", "03/04/2021"
  std::optional<WrittenDate> numbers_before(std::size_t year) const {
    if (year < 4) return {};
    const Piece &mark = at(year - 1), &b = at(year - 2), &a = at(year - 4);
    if (!is_mark(mark, "./-") || at(year - 3).mark != mark.mark) return {};
    if (!is_short_number(a, 31) || !is_short_number(b, 31)) return {};
    return numeric(at(year).value, year - 4, year - 2, mark.mark, year - 4, year);
  }

  // "2022-01-29", "2022. 1. 29.", "2022年1月29日", "2022. január 29."
  std::optional<WrittenDate> behind(std::size_t year) const {
    std::size_t i = year + 1;
    if (!has(i)) return {};
    const bool named = at(i).kind == Piece::kWord && !year_sign(i);
    if (!named && (is_mark(at(i), "./-,") || year_sign(i))) ++i;
    if (!has(i)) return {};
    if (at(i).kind == Piece::kWord) return month_day_behind(year, i);
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
  const std::vector<Piece>& pieces_;
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
  const std::vector<Piece> pieces = cut(window);
  if (pieces.empty()) return {};
  const auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) {
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

namespace {

bool in_range(const Timestamp& moment) {
  const int year = static_cast<int>(std::chrono::year_month_day(moment.local_day()).year());
  return year >= kFirstYear && year <= kLastYear;
}

// "1643418764" or "1643418764000"
std::optional<Timestamp> read_unix(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return {};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return {};
  if (text.size() == 13) value /= 1000;
  return Timestamp{std::chrono::sys_seconds(std::chrono::seconds(value)), 0, true};
}

// "20220129" and "20220129T011244Z"
std::optional<Timestamp> read_compact(std::string_view text) {
  const Digits run = read_digits(text, 0);
  const std::string_view rest = text.substr(run.end);
  if ((run.count != 8 && run.count != 14) || !(rest.empty() || rest[0] == 'T')) return {};
  const auto day = read_iso(text.substr(0, 8));
  return day && in_range(*day) ? day : std::nullopt;
}

}  // namespace

std::optional<Timestamp> read_moment(std::string_view text) {
  text = trim(text.substr(0, 128));
  for (const auto read : {read_iso, read_rfc5322, read_unix, read_compact})
    if (const auto moment = read(text); moment && in_range(*moment)) return moment;
  const auto dates = find_dates(text, 1);
  if (dates.empty()) return {};
  return Timestamp{dates.front().day, 0, false};
}

namespace {

std::optional<int> number_of(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return {};
  const Digits run = read_digits(text, 0);
  if (run.end != text.size() || run.count != static_cast<int>(text.size())) return {};
  return run.value;
}

// One step of the path: "20220129", "20220129-title", "2022-01-29-title".
std::optional<Day> day_in_step(std::string_view step) {
  const Digits run = read_digits(step, 0);
  if (run.count == 8) return make_day(run.value / 10000, run.value / 100 % 100, run.value % 100);
  for (const WrittenDate& date : find_dates(step, 1))
    if (!date.month_first) return date.day;
  return {};
}

bool plausible(Day day) {
  const int year = static_cast<int>(std::chrono::year_month_day(day).year());
  return year >= 1990 && year <= kLastYear;
}

}  // namespace

std::optional<Day> day_in_url(std::string_view url) {
  url = url.substr(0, std::min(url.find_first_of("?#"), std::size_t{2048}));
  const std::size_t host = url.find("://");
  if (host != std::string_view::npos) url.remove_prefix(host + 3);
  std::array<std::string_view, 3> last;  // the steps read so far, newest last
  for (std::size_t slash = url.find('/'); slash != std::string_view::npos;) {
    url.remove_prefix(slash + 1);
    slash = url.find('/');
    last = {last[1], last[2], url.substr(0, slash)};
    const auto year = number_of(last[0], 4, 4);
    const auto day = number_of(last[2], 1, 2);
    if (year && day) {
      const int month = number_of(last[1], 1, 2).value_or(month_named(last[1]));
      if (const auto found = make_day(*year, month, *day); found && plausible(*found)) return found;
    }
    if (const auto found = day_in_step(last[2]); found && plausible(*found)) return found;
  }
  return {};
}

}  // namespace brink
