// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "brink/time.h"

namespace brink::times {

// The calendar as TIMEX3 writes it.

// A month counted through the years: 12 * year + month - 1.
int month_index(Day day);
int year_of(Day day);
Day first_of_month(int index);
Day monday_of(Day day);
int weekday_of(Day day);  // ISO: Monday is 1

std::string day_value(Day day);        // "2022-01-28"
std::string week_value(Day day);       // "2022-W04" (ISO 8601)
std::string month_value(int index);    // "2022-01"
std::string quarter_value(int index);  // "2022-Q1"
std::string year_value(int year);      // "2022"
std::string decade_value(int year);    // "202X"

// The same day so many months on, or the month's last day where it has none of that number.
Day plus_months(Day day, int months);

// The day that a rule of data/times/holidays.tsv names: "12-25", "11-4-Thu" (the fourth Thursday of
// November), "5-last-Mon", "easter", "easter-2". Nothing for what is no rule.
std::optional<Day> holiday_in(int year, std::string_view rule);

}  // namespace brink::times
