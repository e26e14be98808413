// SPDX-License-Identifier: Apache-2.0
#include "alerts/quiet_hours.h"

namespace brink {
namespace {

using std::chrono::minutes, std::chrono::days, std::chrono::sys_seconds, std::chrono::floor;

constexpr int kDay = 24 * 60;
constexpr int kMostOffset = 14 * 60;  // Kiribati's

int minute_of_day(const QuietHours& hours, sys_seconds moment) {
  const auto local = moment + minutes(hours.offset_minutes);
  return static_cast<int>(floor<minutes>(local - floor<days>(local)).count());
}

// "06:30" -> 390; at most 24:00.
std::optional<int> read_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return {};
  for (const std::size_t i : {0, 1, 3, 4})
    if (text[i] < '0' || text[i] > '9') return {};
  const int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > kDay) return {};
  return hour * 60 + minute;
}

std::optional<int> read_offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return {};
  const auto size = read_clock(text.substr(1));
  if (!size || *size > kMostOffset) return {};
  return text.front() == '-' ? -*size : *size;
}

}  // namespace

bool is_quiet(const QuietHours& hours, sys_seconds moment) {
  const int from = hours.from % kDay, until = hours.until % kDay;
  if (hours.until - hours.from == kDay) return true;
  const int now = minute_of_day(hours, moment);
  return from <= until ? from <= now && now < until : now >= from || now < until;
}

sys_seconds end_of_quiet(const QuietHours& hours, sys_seconds moment) {
  if (!is_quiet(hours, moment)) return moment;
  const int now = minute_of_day(hours, moment);
  const int left = (hours.until % kDay - now + kDay) % kDay;
  return floor<minutes>(moment) + minutes(left);
}

std::optional<QuietHours> read_quiet_hours(std::string_view hours, std::string_view offset) {
  if (hours.size() != 11 || hours[5] != '-') return {};
  const auto from = read_clock(hours.substr(0, 5)), until = read_clock(hours.substr(6));
  const auto ahead = read_offset(offset);
  if (!from || !until || !ahead) return {};
  return QuietHours{*from, *until, *ahead};
}

}  // namespace brink
