// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"

#include <array>
#include <charconv>

#include "base/utf8.h"
#include "fmt/format.h"

namespace brink {
namespace {

using namespace std::chrono;

// Eats a number of `least` to `most` digits from the front of `text`.
std::optional<int> eat_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  while (n < text.size() && n < most && text[n] >= '0' && text[n] <= '9') ++n;
  if (n < least) return {};
  int value = 0;
  std::from_chars(text.data(), text.data() + n, value);
  text.remove_prefix(n);
  return value;
}

bool eat(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// "Z", "+09:00", "+0900", "+09" to minutes.
std::optional<int> eat_offset(std::string_view& text) {
  if (eat(text, 'Z') || eat(text, 'z')) return 0;
  const bool minus = !text.empty() && text.front() == '-';
  if (!eat(text, '+') && !eat(text, '-')) return {};
  const auto hours = eat_number(text, 2, 2);
  if (!hours || *hours > 15) return {};
  eat(text, ':');
  const int minutes = eat_number(text, 2, 2).value_or(0);
  if (minutes > 59) return {};
  return (minus ? -1 : 1) * (*hours * 60 + minutes);
}

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

// "01:12", "01:12:44", "01:12:44.123"
std::optional<Clock> eat_clock(std::string_view& text) {
  Clock clock;
  const auto hour = eat_number(text, 1, 2);
  if (!hour || *hour > 24 || !eat(text, ':')) return {};
  const auto minute = eat_number(text, 2, 2);
  if (!minute || *minute > 59) return {};
  clock.hour = *hour, clock.minute = *minute;
  if (eat(text, ':')) {
    const auto second = eat_number(text, 2, 2);
    if (!second || *second > 60) return {};
    clock.second = *second;
    if (eat(text, '.') || eat(text, ',')) {
      if (!eat_number(text, 1, 9)) return {};
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    }
  }
  return clock;
}

Timestamp at_clock(Day day, Clock clock, int offset) {
  Timestamp moment;
  moment.utc =
      day + hours(clock.hour) + minutes(clock.minute) + seconds(clock.second) - minutes(offset);
  moment.offset_minutes = offset;
  moment.has_time = true;
  return moment;
}

void put_two(std::string& text, std::size_t at, unsigned number) {
  text[at] = static_cast<char>('0' + number / 10), text[at + 1] = static_cast<char>('0' + number % 10);
}

std::optional<int> month_named(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (name.size() < 3) return {};
  const std::string folded = fold_case(name.substr(0, 3));
  for (int i = 0; i < 12; ++i)
    if (kMonths[i] == folded) return i + 1;
  return {};
}

// Zone names of RFC 822; any other letters count as UTC, as RFC 5322 asks.
int zone_named(std::string_view name) {
  struct Zone {
    std::string_view name;
    int minutes;
  };
  static constexpr Zone kZones[] = {{"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300},
                                    {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}};
  for (const Zone& zone : kZones)
    if (zone.name == name) return zone.minutes;
  return 0;
}

std::string_view eat_word(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && ((text[n] | 32) >= 'a' && (text[n] | 32) <= 'z')) ++n;
  const std::string_view word = text.substr(0, n);
  text.remove_prefix(n);
  return word;
}

void eat_blanks(std::string_view& text) { text = trim(text); }

}  // namespace

std::optional<Day> make_day(int y, int m, int d) {
  if (y < 1000 || y > 2999 || m < 1 || d < 1) return {};
  const year_month_day day{year(y), month(static_cast<unsigned>(m)),
                           std::chrono::day(static_cast<unsigned>(d))};
  if (!day.ok()) return {};
  return sys_days(day);
}

std::string to_iso(Day day) {
  const year_month_day ymd(day);
  const int y = static_cast<int>(ymd.year());
  const unsigned m = static_cast<unsigned>(ymd.month()), d = static_cast<unsigned>(ymd.day());
  if (y < 0 || y > 9999) return fmt::format("{:04}-{:02}-{:02}", y, m, d);
  std::string text = "0000-00-00";
  put_two(text, 0, static_cast<unsigned>(y) / 100), put_two(text, 2, static_cast<unsigned>(y) % 100);
  put_two(text, 5, m), put_two(text, 8, d);
  return text;
}

std::string to_iso(const Timestamp& moment) {
  const Day day = moment.local_day();
  if (!moment.has_time) return to_iso(day);
  const auto local = moment.utc + minutes(moment.offset_minutes) - day;
  const long s = duration_cast<seconds>(local).count();
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", to_iso(day), s / 3600, s / 60 % 60, s % 60);
  if (moment.offset_minutes == 0) return out + "Z";
  const int o = std::abs(moment.offset_minutes);
  return out + fmt::format("{}{:02}:{:02}", moment.offset_minutes < 0 ? '-' : '+', o / 60, o % 60);
}

std::string to_iso(sys_seconds moment) { return to_iso(Timestamp{moment, 0, true}); }

std::string now_utc() { return to_iso(floor<seconds>(system_clock::now())); }

std::optional<Timestamp> read_iso(std::string_view text) {
  text = trim(text);
  const auto y = eat_number(text, 4, 4);
  if (!y) return {};
  const bool dashed = eat(text, '-');
  const auto m = eat_number(text, 2, 2);
  if (!m || (dashed && !eat(text, '-'))) return {};
  const auto d = eat_number(text, 2, 2);
  if (!d) return {};
  const auto day = make_day(*y, *m, *d);
  if (!day) return {};
  if (text.empty()) return Timestamp{*day, 0, false};
  if (!eat(text, 'T') && !eat(text, 't') && !eat(text, ' ')) return {};
  eat_blanks(text);
  const auto clock = eat_clock(text);
  if (!clock) return {};
  eat_blanks(text);
  const int offset = text.empty() ? 0 : eat_offset(text).value_or(-1);
  if (offset == -1 || !text.empty()) return {};
  return at_clock(*day, *clock, offset);
}

std::optional<Timestamp> read_rfc5322(std::string_view text) {
  eat_blanks(text);
  if (!eat_word(text).empty()) {
    eat(text, '.');
    eat(text, ',');
    eat_blanks(text);
  }
  const auto d = eat_number(text, 1, 2);
  if (!d) return {};
  eat(text, '-');
  eat_blanks(text);
  const auto m = month_named(eat_word(text));
  eat(text, '-');
  eat_blanks(text);
  auto y = eat_number(text, 2, 4);
  if (!m || !y) return {};
  if (*y < 100) *y += *y < 50 ? 2000 : 1900;
  const auto day = make_day(*y, *m, *d);
  if (!day) return {};
  eat_blanks(text);
  if (text.empty()) return Timestamp{*day, 0, false};
  const auto clock = eat_clock(text);
  if (!clock) return {};
  eat_blanks(text);
  const auto offset = eat_offset(text);
  return at_clock(*day, *clock, offset ? *offset : zone_named(eat_word(text)));
}

}  // namespace brink
