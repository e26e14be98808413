// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/iso_time.h"
#include "times/calendar.h"

namespace brink::times {

namespace {

using std::chrono::days;

// How many days nearer a date on the wrong side of today must be than one on the side that the
// tense tells: "paid on Dec. 21", said in October, is ahead all the same.
constexpr int kWrongWay = 240;

// Of the same date in this year and those beside it the nearest.
template <class InYear>
std::optional<Day> nearest(const Frame& f, const InYear& in_year_of) {
  std::optional<Day> best;
  const auto distance = [&](Day day) {
    const auto off = (day - f.today()).count();
    const bool wrong = (f.scene.direction == Direction::kPast && off > 0) ||
                       (f.scene.direction == Direction::kFuture && off < 0);
    return std::abs(off) + (wrong ? kWrongWay : 0);
  };
  for (int year = year_of(f.today()) - 1; year <= year_of(f.today()) + 1; ++year)
    if (const std::optional<Day> day = in_year_of(year);
        day && (!best || distance(*day) < distance(*best)))
      best = day;
  return best;
}

// A weekday's name may be cut short only with its full stop, and is no name of something else.
bool is_weekday_here(const Frame& f) {
  for (std::size_t i = f.match.begin; i < f.match.end; ++i) {
    const Atom& atom = f.scene.atoms[i];
    if (atom.as(Element::kWeekday))
      return atom.lower.size() >= 6 || (atom.capital && atom.full_stop) ||
             (atom.capital && atom.lower.size() > 3);
  }
  return true;
}

}  // namespace

Given op_date(const Frame& f) {
  const Reading* month = f.get(Element::kMonth);
  const int number = day_number(f);
  if (!month || number == 0) return {};
  if (!f.first_atom().capital && !f.scene.atoms[f.match.end - 1].capital &&
      (month->number == 3 || month->number == 5) && !f.match.year) {
    bool capital = false;
    for (std::size_t i = f.match.begin; i < f.match.end; ++i) capital |= f.scene.atoms[i].capital;
    if (!capital) return {};
  }
  const int m = static_cast<int>(month->number);
  if (const auto year = year_named(f)) {
    const auto day = make_day(*year, m, number);
    return day ? Given(on_day(*day)) : Given();
  }
  if (!f.has_today()) return date(fmt::format("XXXX-{:02}-{:02}", m, number), Grain::kDay);
  const auto day = nearest(f, [&](int year) { return make_day(year, m, number); });
  return day ? Given(on_day(*day)) : Given();
}

Given op_iso(const Frame& f) {
  const auto day = read_iso(f.get(Element::kIso)->text);
  return day ? Given(on_day(day->local_day())) : Given();
}

// "11/02/89", "28/01/2022": months before days unless that cannot be.
Given op_slash(const Frame& f) {
  std::string_view text = f.get(Element::kSlash)->text;
  int part[3] = {0, 0, 0};
  for (int i = 0; i < 3; ++i) {
    const std::size_t end = std::min(text.find('/'), text.size());
    part[i] = Frame::number_in(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (part[0] > 1000)
    return make_day(part[0], part[1], part[2]) ? Given(on_day(*make_day(part[0], part[1], part[2])))
                                               : Given();
  const int year = part[2] > 100 ? part[2] : part[2] + (part[2] < 50 ? 2000 : 1900);
  auto day = make_day(year, part[0], part[1]);
  if (!day) day = make_day(year, part[1], part[0]);
  return day ? Given(on_day(*day)) : Given();
}

Given op_weekday(const Frame& f) {
  const Reading* weekday = f.get(Element::kWeekday);
  if (!weekday || !is_weekday_here(f)) return {};
  const int wanted = static_cast<int>(weekday->number);
  const bool by_spoken = f.get(Element::kWhichRef) != nullptr;
  const auto base = by_spoken ? f.base() : f.scene.today;
  if (!base) return date(fmt::format("XXXX-WXX-{}", wanted), Grain::kDay);
  const int ahead = (wanted - weekday_of(*base) + 7) % 7;  // 0: the same weekday
  const auto past = *base - days(ahead == 0 ? 7 : 7 - ahead);
  const auto future = *base + days(ahead == 0 ? 7 : ahead);
  if (f.get(Element::kWhich) || by_spoken || !f.argument.empty()) {
    const int steps = f.steps();
    if (steps == 0 && ahead == 0) return on_day(*base);
    return on_day(steps < 0                               ? past
                  : steps > 0                             ? future
                  : f.scene.direction == Direction::kPast ? past
                                                          : future);
  }
  // "from Monday to Friday": the one after the other.
  const bool ends_range = (f.word_behind() == "to" || f.word_behind() == "through") &&
                          f.match.begin > 1 &&
                          f.scene.atoms[f.match.begin - 2].as(Element::kWeekday) && f.scene.day;
  if (ends_range) return on_day(*f.scene.day + days((wanted - weekday_of(*f.scene.day) + 7) % 7));
  if (ahead == 0) return on_day(*base);
  return on_day(f.scene.direction == Direction::kFuture ? future : past);
}

// A weekday of a week that a part names: "Monday of last week".
Given op_weekday_in(const Frame& f) {
  const Reading* weekday = f.get(Element::kWeekday);
  if (!weekday || f.parts.empty() || !f.parts[0].first) return {};
  return on_day(monday_of(*f.parts[0].first) + days(static_cast<int>(weekday->number) - 1));
}

Given op_today(const Frame& f) {
  const Reading* today = f.get(Element::kToday);
  const int steps = today ? static_cast<int>(today->number) : Frame::number_in(f.argument);
  if (!f.has_today()) return date("XXXX-XX-XX", Grain::kDay);
  return on_day(f.today() + days(steps));
}

Given op_holiday(const Frame& f) {
  if (const auto year = year_named(f)) {
    const auto day = holiday_in(*year, f.match.holiday);
    return day ? Given(on_day(*day)) : Given();
  }
  if (!f.has_today()) return date("XXXX-XX-XX", Grain::kDay);
  const bool given = f.get(Element::kWhich);
  const int steps = f.steps();
  std::optional<Day> best;
  for (int year = year_of(f.today()) - 1; given && year <= year_of(f.today()) + 1; ++year) {
    const auto day = holiday_in(year, f.match.holiday);
    if (!day) continue;
    if (steps < 0 && *day < f.today()) best = day;
    if (steps > 0 && *day > f.today() && !best) best = day;
    if (steps == 0 && year == year_of(f.today())) best = day;
  }
  if (!given) best = nearest(f, [&](int year) { return holiday_in(year, f.match.holiday); });
  return best ? Given(on_day(*best)) : Given();
}

// "the 28th": of this month, the last or the next, by the direction; of the month that a part
// names.
Given op_day_of_month(const Frame& f) {
  const int number = day_number(f);
  if (number == 0 || !f.get(Element::kOrdinal)) return {};
  if (f.parts.empty() && !(f.get(Element::kOrdinal)->text.front() >= '0' &&
                           f.get(Element::kOrdinal)->text.front() <= '9'))
    return {};
  if (!f.parts.empty()) {
    if (!f.parts[0].first) return {};
    const int index = month_index(*f.parts[0].first);
    const auto day = make_day(index / 12, index % 12 + 1, number);
    return day ? Given(on_day(*day)) : Given();
  }
  if (!f.has_today()) return date(fmt::format("XXXX-XX-{:02}", number), Grain::kDay);
  const bool future = f.scene.direction == Direction::kFuture;
  for (int step = 0; step < 3; ++step) {
    const int index = month_index(f.today()) + (future ? step : -step);
    const auto day = make_day(index / 12, index % 12 + 1, number);
    if (day && (future ? *day >= f.today() : *day <= f.today())) return on_day(*day);
  }
  return {};
}

}  // namespace brink::times
