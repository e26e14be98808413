// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/time.h"

namespace brink {

// What cells of other people's tables hold.

// The parts between marks; at least one, possibly empty.
std::vector<std::string_view> split(std::string_view text, char mark);

// The parts between any of `marks`, trimmed, without empty ones and without words for nothing.
std::vector<std::string> list_of(std::string_view cell, std::string_view marks);
std::string joined(const std::vector<std::string>& parts, std::string_view mark);
void join(std::span<const std::string_view> parts, std::string_view mark, std::string& into);

// A cell as read: without control characters, blanks and one pair of quotes around it; empty for
// words that say there is nothing (NA, None, NULL, nan, "---").
std::string clean(std::string_view cell);
// The same for a cell of such bytes alone, as most are; nothing of it changes then.
std::string_view clean_plain(std::string_view cell);
constexpr bool is_plain_byte(char c) { return c > ' ' && c < 0x7f && c != '"'; }

// A text as a cell of a line: control characters are blanks.
std::string one_line(std::string_view text);

// "2018-06-01", "20180601", "2018-06-01 00:00:00", "2018-06-01T12:00:00Z".
std::optional<Day> day_of(std::string_view cell);
std::string compact(Day day);  // "20180601"

// A finite number that is the whole cell.
std::optional<double> number_of(std::string_view cell);
std::optional<std::int64_t> whole_number_of(std::string_view cell);
std::string number_text(double value);  // the shortest: "-6.5", "8"

// A number of at most 18 digits, the same for the same text on every machine.
std::string number_id(std::string_view text);

}  // namespace brink
