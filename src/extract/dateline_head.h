// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// What stands in front of the mark that ends a dateline, in its parts.
struct DatelineHead {
  std::string place, wire, date;
  bool known_wire = false;
  bool capitals = false;  // the place is written so
};

// Reads "KYIV, Ukraine (AP)", "BRUSSELS, Jan 28 (Reuters)", "Moscow. January 28. Interfax": a text
// that is wholly place, date and agency. Nothing for any other.
std::optional<DatelineHead> read_dateline_head(std::string_view text);

// Enough speaks for it: a known agency, a date, or a place in capitals that may be one.
bool is_believable(const DatelineHead& head);
bool is_place_alone(const DatelineHead& head);

// A place as it is written in running text: "NEW YORK" -> "New York".
std::string place_name(std::string_view written);

std::size_t letters_in(std::string_view text);
// The parts between any of `marks`, without blanks around them; empty ones are left out.
std::vector<std::string_view> parts_between(std::string_view text, std::string_view marks);

}  // namespace brink
