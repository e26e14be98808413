// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <fmt/format.h>

#include "times/calendar.h"

namespace brink::times {

Given op_quarter(const Frame& f) {
  int quarter = 0;
  if (const Reading* ordinal = f.get(Element::kOrdinal))
    quarter = static_cast<int>(ordinal->number);
  if (const Reading* q = f.get(Element::kQuarter)) quarter = static_cast<int>(q->number);
  if (quarter == -1) quarter = 4;
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

}  // namespace brink::times
