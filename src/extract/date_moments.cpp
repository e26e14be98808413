// SPDX-License-Identifier: Apache-2.0
// Dates as machines are told them: attributes, JSON-LD, addresses.
#include <array>
#include <charconv>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "extract/date_pieces.h"
#include "extract/date_words.h"
#include "extract/dates.h"

namespace brink {
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
