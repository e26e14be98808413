// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <fmt/format.h>

#include "times/calendar.h"

namespace brink::times {

namespace {

int first_month_of(std::string_view season) {
  return season == "SP" ? 2 : season == "SU" ? 5 : season == "FA" ? 8 : 11;
}

}  // namespace

Given op_season(const Frame& f) {
  const Reading* season = f.get(Element::kSeason);
  if (!season) return {};
  const auto in = [&](int year) {
    return date(year_value(year) + "-" + std::string(season->text), Grain::kSeason,
                first_of_month(12 * year + first_month_of(season->text)));
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

Given op_half(const Frame& f) {
  const Reading* ordinal = f.get(Element::kOrdinal);
  const int half = ordinal ? static_cast<int>(ordinal->number) : Frame::number_in(f.argument);
  if (half != 1 && half != 2 && half != -1) return {};
  for (const Meaning& part : f.parts) {
    if (part.grain != Grain::kYear && part.grain != Grain::kNone)
      return part;  // half of a month, of a decade
  }
  const auto year = year_named(f);
  if (!year && !f.has_today()) return {};
  const int y = year.value_or(year_of(f.today()));
  return date(fmt::format("{:04}-H{}", y, half == 1 ? 1 : 2), Grain::kHalf,
              first_of_month(12 * y + (half == 1 ? 0 : 6)));
}

}  // namespace brink::times
