// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "times/frame.h"

namespace brink::times {

// The operations that data/times/rules.tsv names, by the file that has them; they give nothing
// where the words are no time after all.

// days.cpp
Given op_date(const Frame& f);
Given op_iso(const Frame& f);
Given op_slash(const Frame& f);
Given op_weekday(const Frame& f);
Given op_weekday_in(const Frame& f);
Given op_today(const Frame& f);
Given op_holiday(const Frame& f);
Given op_day_of_month(const Frame& f);

// hours.cpp
Given op_part_of_day(const Frame& f);
Given op_daypart(const Frame& f);
Given op_clock(const Frame& f);

// months.cpp
Given op_month(const Frame& f);

// years.cpp
Given op_year(const Frame& f);
Given op_decade(const Frame& f);
Given op_century(const Frame& f);
Given op_year_end(const Frame& f);

// seasons.cpp
Given op_season(const Frame& f);
Given op_half(const Frame& f);

// quarters.cpp
Given op_quarter(const Frame& f);
Given op_period_of_year(const Frame& f);
Given op_the_quarter(const Frame& f);

// shifts.cpp
Given op_unit(const Frame& f);
Given op_unit_spoken(const Frame& f);
Given op_weekend(const Frame& f);
Given op_week_of(const Frame& f);
Given op_shift(const Frame& f);

// durations.cpp
Given op_duration(const Frame& f);
Given op_duration_and_half(const Frame& f);
Given op_every(const Frame& f);

}  // namespace brink::times
