// SPDX-License-Identifier: Apache-2.0
#include "times/calendar.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/iso_time.h"

namespace brink::times {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

// Anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
Day easter_of(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return make_day(year, n / 31, n % 31 + 1).value_or(Day{});
}

int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

int weekday_named(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"Mon", "Tue", "Wed", "Thu",
                                                      "Fri", "Sat", "Sun"};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<int>(i) + 1;
  return 0;
}

}  // namespace

int month_index(Day day) {
  const year_month_day date(day);
  return 12 * static_cast<int>(date.year()) + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }

Day first_of_month(int index) { return make_day(index / 12, index % 12 + 1, 1).value_or(Day{}); }

int weekday_of(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

Day monday_of(Day day) { return day - days(weekday_of(day) - 1); }

std::string day_value(Day day) { return to_iso(day); }

std::string week_value(Day day) {
  const Day thursday = monday_of(day) + days(3);
  const int year = year_of(thursday);
  const auto since = (thursday - first_of_month(12 * year)).count();
  return fmt::format("{:04}-W{:02}", year, since / 7 + 1);
}

std::string month_value(int index) { return fmt::format("{:04}-{:02}", index / 12, index % 12 + 1); }

std::string quarter_value(int index) { return fmt::format("{:04}-Q{}", index / 12, index % 12 / 3 + 1); }

std::string year_value(int year) { return fmt::format("{:04}", year); }

std::string decade_value(int year) { return fmt::format("{:03}X", year / 10); }

Day plus_months(Day day, int months) {
  const int index = month_index(day) + months;
  const Day first = first_of_month(index), next = first_of_month(index + 1);
  const Day same = first + days(static_cast<int>(static_cast<unsigned>(year_month_day(day).day())) - 1);
  return same < next ? same : next - days(1);
}

std::optional<Day> holiday_in(int year, std::string_view rule) {
  if (rule.starts_with("easter")) {
    if (rule.size() == 6) return easter_of(year);
    const int step = number(rule.substr(7));
    return easter_of(year) + days(rule[6] == '-' ? -step : step);
  }
  const std::size_t dash = rule.find('-');
  if (dash == std::string_view::npos) return {};
  const int month = number(rule.substr(0, dash));
  const std::string_view rest = rule.substr(dash + 1);
  const std::size_t second = rest.find('-');
  if (second == std::string_view::npos) return make_day(year, month, number(rest));
  const int weekday = weekday_named(rest.substr(second + 1));
  if (month < 1 || month > 12 || weekday == 0) return {};
  const bool last = rest.substr(0, second) == "last";
  const Day first = first_of_month(12 * year + month - 1 + (last ? 1 : 0));
  const Day met = first + days((weekday - weekday_of(first) + 7) % 7);
  return last ? met - days(7) : met + days(7 * (number(rest.substr(0, second)) - 1));
}

}  // namespace brink::times
