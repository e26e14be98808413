// SPDX-License-Identifier: Apache-2.0
#include "times/meaning.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <unordered_map>

#include "base/iso_time.h"
#include "times/calendar.h"

namespace brink::times {
namespace {

using std::chrono::days;
using Given = std::optional<Meaning>;
using Parts = std::span<const Meaning>;

// What an operation sees.
struct Frame {
  const Match& match;
  const Scene& scene;
  Parts parts;
  std::string_view argument;

  const Reading* get(Element element) const { return match.get(element); }
  bool has_today() const { return scene.today.has_value(); }
  Day today() const { return scene.today.value_or(Day{}); }
  const Atom& first_atom() const { return scene.atoms[match.begin]; }
  std::string_view word_behind() const { return match.begin ? std::string_view(scene.atoms[match.begin - 1].lower) : ""; }
  std::string_view word_ahead() const {
    return match.end < scene.atoms.size() ? std::string_view(scene.atoms[match.end].lower) : "";
  }
  // The day that "that week", "the next month" and the like count from.
  std::optional<Day> base() const { return scene.spoken && scene.spoken->first ? scene.spoken->first : scene.today; }
  // The day of a bare "10 p.m.".
  std::optional<Day> clock_day() const { return scene.day ? scene.day : scene.today; }
  // Steps of "last", "this", "next"; the argument's where the words hold none.
  int steps() const {
    if (const Reading* which = get(Element::kWhich)) return static_cast<int>(which->number);
    if (const Reading* which = get(Element::kWhichRef)) return static_cast<int>(which->number);
    return number_in(argument);
  }
  static int number_in(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
};

Meaning date(std::string value, Grain grain, std::optional<Day> first = {}) {
  return {TimexType::kDate, std::move(value), grain, first};
}

Meaning on_day(Day day) { return date(day_value(day), Grain::kDay, day); }
Meaning in_week(Day day) { return date(week_value(day), Grain::kWeek, monday_of(day)); }
Meaning in_month(int index) { return date(month_value(index), Grain::kMonth, first_of_month(index)); }
Meaning in_quarter(int index) {
  return date(quarter_value(index), Grain::kQuarter, first_of_month(index - index % 3));
}
Meaning in_year(int year) { return date(year_value(year), Grain::kYear, first_of_month(12 * year)); }
Meaning in_decade(int year) { return date(decade_value(year), Grain::kDecade, first_of_month(12 * (year - year % 10))); }
Meaning in_weekend(Day day) {
  const Day monday = monday_of(day);
  return date(week_value(monday) + "-WE", Grain::kWeekend, monday + days(5));
}
Meaning in_century(int number) {  // the 20th: 19XX
  return date(fmt::format("{:02}XX", number - 1), Grain::kCentury, first_of_month(1200 * (number - 1)));
}

Meaning reference(std::string_view value) { return date(std::string(value), Grain::kNone); }

// The unit that the words name: "D", "TH"; "" for none.
std::string_view unit_of(const Frame& f) {
  if (const Reading* unit = f.get(Element::kUnit)) return unit->text;
  if (const Reading* units = f.get(Element::kUnits)) return units->text;
  const std::size_t blank = f.argument.find(' ');  // "0 W"
  return blank == std::string_view::npos ? std::string_view() : f.argument.substr(blank + 1);
}

Grain grain_of(std::string_view unit) {
  if (unit == "D") return Grain::kDay;
  if (unit == "W" || unit == "F") return Grain::kWeek;
  if (unit == "WE") return Grain::kWeekend;
  if (unit == "M") return Grain::kMonth;
  if (unit == "Q") return Grain::kQuarter;
  if (unit == "Y") return Grain::kYear;
  if (unit == "E") return Grain::kDecade;
  if (unit == "C") return Grain::kCentury;
  return Grain::kTime;
}

// The stretch of that grain which lies `steps` from the one around `day`.
Meaning stretch(Grain grain, Day day, int steps) {
  switch (grain) {
    case Grain::kDay: return on_day(day + days(steps));
    case Grain::kWeek: return in_week(day + days(7 * steps));
    case Grain::kWeekend: return in_weekend(day + days(7 * steps));
    case Grain::kMonth: return in_month(month_index(day) + steps);
    case Grain::kQuarter: return in_quarter(month_index(day) + 3 * steps);
    case Grain::kDecade: return in_decade(year_of(day) + 10 * steps);
    case Grain::kCentury: return in_century((year_of(day) - 1) / 100 + 1 + steps);
    default: return in_year(year_of(day) + steps);
  }
}

bool is_day_number(const Reading* reading) {
  return reading && reading->number >= 1 && reading->number <= 31 && reading->number == std::floor(reading->number) &&
         reading->text.size() <= 2 + 2;
}

int day_number(const Frame& f) {
  for (const Element element : {Element::kDigits, Element::kOrdinal})
    if (const Reading* reading = f.get(element); is_day_number(reading)) return static_cast<int>(reading->number);
  return 0;
}

// The year that the words name, by itself or within a part ("last year").
std::optional<int> year_named(const Frame& f) {
  if (f.match.year) return f.match.year;
  for (const Meaning& part : f.parts)
    if (part.grain == Grain::kYear && part.first) return year_of(*part.first);
  return {};
}

// How many days nearer a date on the wrong side of today must be than one on the side that the tense
// tells: "paid on Dec. 21", said in October, is ahead all the same.
constexpr int kWrongWay = 240;

// Of the same date in this year and those beside it the nearest.
template <class InYear>
std::optional<Day> nearest(const Frame& f, const InYear& in_year_of) {
  std::optional<Day> best;
  const auto distance = [&](Day day) {
    const auto off = (day - f.today()).count();
    const bool wrong = (f.scene.direction == Direction::kPast && off > 0) || (f.scene.direction == Direction::kFuture && off < 0);
    return std::abs(off) + (wrong ? kWrongWay : 0);
  };
  for (int year = year_of(f.today()) - 1; year <= year_of(f.today()) + 1; ++year)
    if (const std::optional<Day> day = in_year_of(year); day && (!best || distance(*day) < distance(*best))) best = day;
  return best;
}

Given op_date(const Frame& f) {
  const Reading* month = f.get(Element::kMonth);
  const int number = day_number(f);
  if (!month || number == 0) return {};
  if (!f.first_atom().capital && !f.scene.atoms[f.match.end - 1].capital && (month->number == 3 || month->number == 5) && !f.match.year) {
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
  if (part[0] > 1000) return make_day(part[0], part[1], part[2]) ? Given(on_day(*make_day(part[0], part[1], part[2]))) : Given();
  const int year = part[2] > 100 ? part[2] : part[2] + (part[2] < 50 ? 2000 : 1900);
  auto day = make_day(year, part[0], part[1]);
  if (!day) day = make_day(year, part[1], part[0]);
  return day ? Given(on_day(*day)) : Given();
}

// A weekday's name may be cut short only with its full stop, and is no name of something else.
bool is_weekday_here(const Frame& f, std::string_view form_less) {
  (void)form_less;
  for (std::size_t i = f.match.begin; i < f.match.end; ++i) {
    const Atom& atom = f.scene.atoms[i];
    if (atom.as(Element::kWeekday)) return atom.lower.size() >= 6 || (atom.capital && atom.full_stop) || (atom.capital && atom.lower.size() > 3);
  }
  return true;
}

Given op_weekday(const Frame& f) {
  const Reading* weekday = f.get(Element::kWeekday);
  if (!weekday || !is_weekday_here(f, {})) return {};
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
    return on_day(steps < 0 ? past : steps > 0 ? future : f.scene.direction == Direction::kPast ? past : future);
  }
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

// "the 28th": of this month, the last or the next, by the direction; of the month that a part names.
Given op_day_of_month(const Frame& f) {
  const int number = day_number(f);
  if (number == 0 || !f.get(Element::kOrdinal)) return {};
  if (f.parts.empty() && !(f.get(Element::kOrdinal)->text.front() >= '0' && f.get(Element::kOrdinal)->text.front() <= '9')) return {};
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

// A part of a day that a part names: "Friday night", "noon Thursday", "early hours of Monday".
Given op_part_of_day(const Frame& f) {
  if (f.parts.empty() || f.parts.front().grain != Grain::kDay) return {};
  const Reading* part = f.get(Element::kDaypart);
  if (!part) part = f.get(Element::kMoment);
  const std::string text = "T" + std::string(part ? part->text : f.argument);
  return Meaning{TimexType::kTime, f.parts.front().value + text, Grain::kTime, f.parts.front().first};
}

// "this morning", "last night", "that evening", "the next morning", "tonight".
Given op_daypart(const Frame& f) {
  const Reading* part = f.get(Element::kDaypart);
  if (!part) part = f.get(Element::kMoment);
  const bool by_spoken = f.get(Element::kWhichRef) || f.argument == "spoken";
  const auto base = by_spoken ? f.base() : f.get(Element::kWhich) || !f.argument.empty() ? f.scene.today : f.clock_day();
  const std::string text = "T" + std::string(part ? part->text : f.argument);
  if (!base) return Meaning{TimexType::kTime, "XXXX-XX-XX" + text, Grain::kTime, {}};
  const Day day = *base + days(f.get(Element::kWhich) || f.get(Element::kWhichRef) ? f.steps() : 0);
  return Meaning{TimexType::kTime, day_value(day) + text, Grain::kTime, day};
}

Given op_clock(const Frame& f) {
  const std::optional<Day> day = !f.parts.empty() ? f.parts.front().first : f.clock_day();
  const std::string before = day ? day_value(*day) : "XXXX-XX-XX";
  return Meaning{TimexType::kTime, before + f.match.clock, Grain::kTime, day};
}

// A month's name that is also a word, and that nothing marks as a month.
bool is_month_here(const Frame& f) {
  for (std::size_t i = f.match.begin; i < f.match.end; ++i) {
    const Atom& atom = f.scene.atoms[i];
    const Reading* month = atom.as(Element::kMonth);
    if (!month) continue;
    if (!atom.capital) return false;
    if (atom.lower.size() == 3 && !atom.full_stop && month->number != 5 && f.match.end - f.match.begin == 1) return false;
    if (f.match.end - f.match.begin > 1 || (month->number != 3 && month->number != 5)) return true;
    static constexpr std::string_view kBehind[] = {"in", "since", "by", "of", "until", "till", "from", "to", "during", "through", "for",
                                                   "between", "and", "before", "after", "late", "early", "mid", "-", "a", "the", "or"};
    for (const std::string_view word : kBehind)
      if (f.word_behind() == word) return true;
    return false;
  }
  return true;
}

// Of the month in this year and those beside it the nearest; one against the tense counts as eight
// months farther.
int nearest_month(const Frame& f, int index, int today) {
  int best = index;
  const auto distance = [&](int month) {
    const bool wrong = (f.scene.direction == Direction::kPast && month > today) || (f.scene.direction == Direction::kFuture && month < today);
    return 2 * std::abs(month - today) + (wrong ? 16 : 0) + (month > today && f.scene.direction != Direction::kFuture ? 1 : 0);
  };
  for (const int other : {index - 12, index + 12})
    if (distance(other) < distance(best)) best = other;
  return best;
}

Given op_month(const Frame& f) {
  const Reading* month = f.get(Element::kMonth);
  if (!month || !is_month_here(f)) return {};
  const int m = static_cast<int>(month->number) - 1;
  if (const auto year = year_named(f)) return in_month(12 * *year + m);
  if (!f.has_today()) return date(fmt::format("XXXX-{:02}", m + 1), Grain::kMonth);
  const int today = month_index(f.today());
  int index = today - today % 12 + m;
  if (f.get(Element::kWhich)) {
    const int steps = f.steps();
    if (steps < 0 && index >= today) index -= 12;
    if (steps > 0 && index <= today) index += 12;
    return in_month(index);
  }
  return in_month(nearest_month(f, index, today));
}

// A number of four digits that counts something is no year.
bool counts_something(const Frame& f) {
  static constexpr std::string_view kBehind[] = {"$", "#", "\u20ac", "\u00a3", "no", "number", "room", "page", "flight", "than", "about", "some", "-", "orion"};
  static constexpr std::string_view kAhead[] = {"%", "percent", "per", "people", "points", "miles", "km", "kilometers", "kilometres", "meters", "metres",
                                                "feet", "dollars", "euros", "troops", "soldiers", "tons", "tonnes", "men", "women", "children",
                                                "GMT", "gmt", "hours", "more", "others", "million", "billion", "jobs", "shares", "-"};
  for (const std::string_view word : kBehind)
    if (f.word_behind() == word && !(word == "-" && f.match.begin > 1 && (f.scene.atoms[f.match.begin - 2].lower == "mid" || f.scene.atoms[f.match.begin - 2].lower == "post" || f.scene.atoms[f.match.begin - 2].lower == "pre" || f.scene.atoms[f.match.begin - 2].as(Element::kYear)))) return true;
  for (const std::string_view word : kAhead)
    if (f.word_ahead() == word && !(word == "-" && f.match.end + 1 < f.scene.atoms.size())) return true;
  return false;
}

Given op_year(const Frame& f) {
  const auto year = year_named(f);
  if (!year) return {};
  const bool bare = f.match.end - f.match.begin == 1;
  if (bare && (*year < 1800 || *year > 2099 || counts_something(f))) return {};
  return in_year(*year);
}

Given op_decade(const Frame& f) {
  const Reading* decade = f.get(Element::kDecade);
  if (!decade) return {};
  return in_decade(static_cast<int>(decade->number));
}

Given op_century(const Frame& f) {
  const Reading* ordinal = f.get(Element::kOrdinal);
  if (!ordinal || ordinal->number < 1 || ordinal->number > 30) return {};
  return in_century(static_cast<int>(ordinal->number));
}

int first_month_of(std::string_view season) { return season == "SP" ? 2 : season == "SU" ? 5 : season == "FA" ? 8 : 11; }

Given op_season(const Frame& f) {
  const Reading* season = f.get(Element::kSeason);
  if (!season) return {};
  const auto in = [&](int year) {
    return date(year_value(year) + "-" + std::string(season->text), Grain::kSeason, first_of_month(12 * year + first_month_of(season->text)));
  };
  if (const auto year = year_named(f)) return in(*year);
  if (!f.has_today()) return date("XXXX-" + std::string(season->text), Grain::kSeason);
  int year = year_of(f.today());
  const int begins = 12 * year + first_month_of(season->text), now = month_index(f.today());
  const bool winter_of_last_year = season->text == "WI" && now % 12 < 2;
  const bool around = now >= begins && now < begins + 3;
  if (f.get(Element::kWhich)) {
    const int steps = f.steps();
    if (steps < 0 && (around || now < begins)) --year;
    if (steps > 0 && (around || now >= begins)) ++year;
    if (steps == 0 && winter_of_last_year) --year;
    return in(year);
  }
  if (winter_of_last_year) return in(year - 1);
  if (f.scene.direction == Direction::kFuture && now >= begins + 3) ++year;
  if (f.scene.direction != Direction::kFuture && now < begins) --year;
  return in(year);
}

Given op_quarter(const Frame& f) {
  int quarter = 0;
  if (const Reading* ordinal = f.get(Element::kOrdinal)) quarter = static_cast<int>(ordinal->number);
  if (const Reading* q = f.get(Element::kQuarter)) quarter = static_cast<int>(q->number);
  if (quarter == -1 ) quarter = 4;
  if (quarter < 1 || quarter > 4) return {};
  const int month = 3 * (quarter - 1);
  if (const auto year = year_named(f)) return in_quarter(12 * *year + month);
  if (!f.has_today()) return date(fmt::format("XXXX-Q{}", quarter), Grain::kQuarter);
  const int today = month_index(f.today()), now = today - today % 3;
  int index = today - today % 12 + month;
  if (f.argument == "ago") return in_quarter(index - 12 - (index > now ? 12 : 0));
  if (index > now && f.scene.direction != Direction::kFuture && index - now > 3) index -= 12;
  if (index < now - 3 && f.scene.direction == Direction::kFuture && now - index > 6) index += 12;
  return in_quarter(index);
}

// "the 1988 period": the quarter last spoken of in that year; the year where none was.
Given op_period_of_year(const Frame& f) {
  const auto year = year_named(f);
  if (!year) return {};
  if (!f.scene.quarter || !f.scene.quarter->first) return in_year(*year);
  return in_quarter(12 * *year + month_index(*f.scene.quarter->first) % 12);
}

// "the quarter", "the latest period": the quarter last spoken of, else the last that is over.
Given op_the_quarter(const Frame& f) {
  const int steps = Frame::number_in(f.argument);
  const bool latest = f.argument == "latest";
  std::optional<Day> first = f.scene.quarter && !latest ? f.scene.quarter->first : std::nullopt;
  if (!first && f.has_today()) first = first_of_month(month_index(f.today()) - 3);
  if (!first) return date("XXXX-QX", Grain::kQuarter);
  return in_quarter(month_index(*first) + 12 * steps);
}

Given op_half(const Frame& f) {
  const Reading* ordinal = f.get(Element::kOrdinal);
  const int half = ordinal ? static_cast<int>(ordinal->number) : Frame::number_in(f.argument);
  if (half != 1 && half != 2 && half != -1) return {};
  for (const Meaning& part : f.parts) {
    if (part.grain != Grain::kYear && part.grain != Grain::kNone) return part;  // half of a month, of a decade
  }
  const auto year = year_named(f);
  if (!year && !f.has_today()) return {};
  const int y = year.value_or(year_of(f.today()));
  return date(fmt::format("{:04}-H{}", y, half == 1 ? 1 : 2), Grain::kHalf, first_of_month(12 * y + (half == 1 ? 0 : 6)));
}

// "last week", "this year", "next month".
Given op_unit(const Frame& f) {
  const Grain grain = grain_of(unit_of(f));
  if (grain == Grain::kTime) return {};
  if (!f.has_today()) return reference(f.steps() < 0 ? "PAST_REF" : f.steps() > 0 ? "FUTURE_REF" : "PRESENT_REF");
  return stretch(grain, f.today(), f.steps());
}

// "that year", "the same week", "the following month": from what was last spoken of.
Given op_unit_spoken(const Frame& f) {
  const Grain grain = grain_of(unit_of(f));
  const auto base = f.base();
  if (grain == Grain::kTime || !base) return reference("PAST_REF");
  return stretch(grain, *base, f.steps());
}

// "the weekend": the one before, or with a future verb the one ahead.
Given op_weekend(const Frame& f) {
  if (!f.has_today()) return date("XXXX-WXX-WE", Grain::kWeekend);
  const bool now = weekday_of(f.today()) >= 6;
  return in_weekend(f.today() - days(now || f.scene.direction == Direction::kFuture ? 0 : 7));
}

// So many units before (-) or after (+) a day.
Given op_shift(const Frame& f) {
  const std::string_view unit = unit_of(f);
  const bool back = f.argument.starts_with('-');
  const bool by_spoken = f.argument.ends_with("spoken");
  if (f.match.vague || unit.empty() || !f.match.number) return reference(back ? "PAST_REF" : "FUTURE_REF");
  const double number = (unit == "E" ? 10 : unit == "C" ? 100 : unit == "F" ? 2 : 1) * *f.match.number * (back ? -1 : 1);
  if (std::abs(number) > 5000) return reference(back ? "PAST_REF" : "FUTURE_REF");
  const int steps = static_cast<int>(number < 0 ? std::ceil(number) : std::floor(number));
  // "a year ago" in a report on quarters is the same quarter of the year before.
  if (unit == "Y" && std::abs(number) == 1 && f.scene.quarter && f.scene.quarter->first)
    return in_quarter(month_index(*f.scene.quarter->first) + 12 * steps);
  auto base = by_spoken ? f.base() : f.scene.today;
  for (const Meaning& part : f.parts)
    if (part.first) base = part.first;
  if (!base) return reference(back ? "PAST_REF" : "FUTURE_REF");
  if (unit == "E" || unit == "C") return in_year(year_of(*base) + steps);
  const Grain grain = grain_of(unit);
  if (grain == Grain::kTime) return on_day(*base);
  return stretch(grain, *base, steps);
}

// "P2Y6M", "PT5H30M", "PXD".
std::string duration_value(const std::optional<double>& number, bool vague, std::string_view unit) {
  const bool clock = unit.starts_with("T");
  std::string_view letter = clock ? unit.substr(1) : unit;
  const std::string head = clock ? "PT" : "P";
  double n = number.value_or(1);
  const double whole = unit == "E" ? 10 : unit == "C" ? 100 : unit == "L" ? 1000 : unit == "F" ? 2 : unit == "WE" ? 2 : 1;
  if (vague) return head + "X" + std::string(unit == "F" ? "W" : unit == "WE" ? "D" : letter);
  if (whole > 1) n *= whole, letter = unit == "F" ? "W" : unit == "WE" ? "D" : "Y";
  const double half = n - std::floor(n);
  if (half == 0.5 && n > 1) {
    if (letter == "Y") return fmt::format("P{}Y6M", std::floor(n));
    if (unit == "TH") return fmt::format("PT{}H30M", std::floor(n));
    if (unit == "TM") return fmt::format("PT{}M30S", std::floor(n));
  }
  if (half == 0.5 && n < 1) {
    if (letter == "Y") return "P6M";
    if (unit == "TH") return "PT30M";
    if (unit == "D") return "PT12H";
  }
  return fmt::format("{}{:.15g}{}", head, n, letter);
}

Given op_duration(const Frame& f) {
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  for (std::size_t i = f.match.begin; i < f.match.end; ++i)
    if (f.scene.atoms[i].as(Element::kYear)) return {};  // "the 1988 quarter"
  const bool vague = f.match.vague || (!f.match.number && f.get(Element::kUnits));
  return Meaning{TimexType::kDuration, duration_value(f.match.number, vague, unit), Grain::kNone, {}};
}

// "an hour and a half".
Given op_duration_and_half(const Frame& f) {
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  return Meaning{TimexType::kDuration, duration_value(1.5, false, unit), Grain::kNone, {}};
}

// "every Monday", "each year", "a day", "Tuesday nights".
Given op_every(const Frame& f) {
  const auto set = [](std::string value) { return Meaning{TimexType::kSet, std::move(value), Grain::kNone, {}}; };
  for (const Element element : {Element::kWeekday, Element::kWeekdays})
    if (const Reading* weekday = f.get(element)) {
      const Reading* part = f.get(Element::kDaypart) ? f.get(Element::kDaypart) : f.get(Element::kDayparts);
      return set("XXXX-WXX-" + std::string(weekday->text) + (part ? "T" + std::string(part->text) : ""));
    }
  if (const Reading* month = f.get(Element::kMonth)) return set(fmt::format("XXXX-{:02}", static_cast<int>(month->number)));
  for (const Element element : {Element::kSeason, Element::kSeasons})
    if (const Reading* season = f.get(element)) return set("XXXX-" + std::string(season->text));
  for (const Element element : {Element::kDaypart, Element::kDayparts})
    if (const Reading* part = f.get(element)) return set("XXXX-XX-XXT" + std::string(part->text));
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  return set(duration_value(f.match.number ? f.match.number : std::optional<double>(f.argument == "2" ? 2 : 1), f.match.vague, unit));
}

TimexType type_named(std::string_view name) {
  for (const TimexType type : {TimexType::kTime, TimexType::kDuration, TimexType::kSet})
    if (name_of(type) == name) return type;
  return TimexType::kDate;
}

// "DATE PAST_REF": as it stands.
Given op_value(const Frame& f) {
  const std::size_t blank = f.argument.find(' ');
  if (blank == std::string_view::npos) return {};
  return Meaning{type_named(f.argument.substr(0, blank)), std::string(f.argument.substr(blank + 1)), Grain::kNone, {}};
}

// What its part means: "late Monday", "the end of last year".
Given op_same(const Frame& f) { return f.parts.empty() ? Given() : Given(f.parts.back()); }

// "the week of March 6".
Given op_week_of(const Frame& f) {
  if (f.parts.empty() || !f.parts.back().first) return {};
  return in_week(*f.parts.back().first);
}

// The last month of the year that a part names, or of this one: "year end".
Given op_year_end(const Frame& f) {
  const auto year = year_named(f);
  if (!year && !f.has_today()) return reference("FUTURE_REF");
  return in_month(12 * year.value_or(year_of(f.today())) + 11);
}

// No meaning of its own: what only stands in other rules, or is matched so that nothing else is.
Given op_nothing(const Frame&) { return {}; }

using Operation = Given (*)(const Frame&);

const std::unordered_map<std::string_view, Operation>& operations() {
  static const std::unordered_map<std::string_view, Operation> kOperations = {
      {"century", op_century}, {"clock", op_clock}, {"date", op_date}, {"day_of_month", op_day_of_month},
      {"daypart", op_daypart}, {"decade", op_decade}, {"duration", op_duration}, {"duration_half", op_duration_and_half}, {"every", op_every},
      {"half", op_half}, {"holiday", op_holiday}, {"iso", op_iso}, {"month", op_month},
      {"nothing", op_nothing}, {"part_of_day", op_part_of_day}, {"period_of_year", op_period_of_year}, {"quarter", op_quarter}, {"same", op_same},
      {"season", op_season}, {"shift", op_shift}, {"slash", op_slash}, {"the_quarter", op_the_quarter},
      {"today", op_today}, {"unit", op_unit}, {"unit_spoken", op_unit_spoken}, {"value", op_value},
      {"weekday", op_weekday}, {"weekday_in", op_weekday_in}, {"week_of", op_week_of}, {"weekend", op_weekend}, {"year", op_year},
      {"year_end", op_year_end}};
  return kOperations;
}

}  // namespace

bool is_operation(std::string_view name) { return operations().count(name) > 0; }

std::optional<Meaning> meaning_of(const Match& match, const Scene& scene) {
  std::vector<Meaning> parts;
  for (const auto& part : match.parts) {
    if (part->rule->operation == "nothing") continue;
    auto meaning = meaning_of(*part, scene);
    if (!meaning) return {};
    parts.push_back(std::move(*meaning));
  }
  const auto operation = operations().find(match.rule->operation);
  if (operation == operations().end()) return {};
  return operation->second({match, scene, parts, match.rule->argument});
}

}  // namespace brink::times
