// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <cmath>

#include "times/calendar.h"

namespace brink::times {

namespace {

using std::chrono::days;

}  // namespace

// "last week", "this year", "next month".
Given op_unit(const Frame& f) {
  const Grain grain = grain_of(unit_of(f));
  if (grain == Grain::kTime) return {};
  if (!f.has_today())
    return reference(f.steps() < 0 ? "PAST_REF" : f.steps() > 0 ? "FUTURE_REF" : "PRESENT_REF");
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

// "the week of March 6".
Given op_week_of(const Frame& f) {
  if (f.parts.empty() || !f.parts.back().first) return {};
  return in_week(*f.parts.back().first);
}

// So many units before (-) or after (+) a day.
Given op_shift(const Frame& f) {
  const std::string_view unit = unit_of(f);
  const bool back = f.argument.starts_with('-');
  const bool by_spoken = f.argument.ends_with("spoken");
  if (f.match.vague || unit.empty() || !f.match.number)
    return reference(back ? "PAST_REF" : "FUTURE_REF");
  const double number = (unit == "E"   ? 10
                         : unit == "C" ? 100
                         : unit == "F" ? 2
                                       : 1) *
                        *f.match.number * (back ? -1 : 1);
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
  const bool from_day = !f.parts.empty() && f.parts.back().grain == Grain::kDay;
  if (from_day && grain == Grain::kWeek) return on_day(*base + days(7 * steps));
  return stretch(grain, *base, steps);
}

}  // namespace brink::times
